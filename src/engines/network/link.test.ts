import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from '../../random/alea.js';
import { createSampler } from '../../random/create-sampler.js';
import { type Disturbance, Link, LOST_ON_THE_WAY } from './link.js';

const UNLIMITED = Number.POSITIVE_INFINITY;

function latency(nanoseconds: number) {
  return createSampler({ name: 'constant', arguments: [nanoseconds] }, createStream(0, 'unused'));
}

function link(bandwidth = UNLIMITED, loss = 0, nanoseconds: number | null = null): Link {
  return new Link(nanoseconds === null ? null : latency(nanoseconds), bandwidth, loss, createStream(1, 'loss'));
}

function disturbance(change: Partial<Disturbance>): Disturbance {
  return { delay: null, loss: 0, blocked: false, bandwidth: UNLIMITED, ...change };
}

describe('Link', () => {
  it('takes the time of the bytes and then the latency', () => {
    expect(link(1_000_000, 0, 500).transit(2, 0)).toBe(2_500);
    expect(link(UNLIMITED, 0, 500).transit(1e12, 0)).toBe(500);
    expect(link(1_000_000).transit(0, 0)).toBe(0);
  });

  it('sends one message after the other, exactly as a line at one counter', () => {
    const messages = fc.array(fc.record({ pause: fc.integer({ min: 0, max: 5_000 }), size: fc.integer({ min: 0, max: 9 }) }));
    fc.assert(
      fc.property(messages, (sent) => {
        const narrow = link(1_000_000);
        let now = 0;
        let free = 0;
        for (const { pause, size } of sent) {
          now += pause;
          free = Math.max(free, now) + size * 1_000;
          expect(now + narrow.transit(size, now)).toBe(free);
        }
      }),
    );
  });

  it('loses nothing at 0, everything at 1, and about its share between', () => {
    const lost = (probability: number): number => {
      const lossy = link(UNLIMITED, probability);
      return Array.from({ length: 10_000 }, () => lossy.transit(1, 0)).filter((transit) => transit === LOST_ON_THE_WAY).length;
    };
    expect(lost(0)).toBe(0);
    expect(lost(1)).toBe(10_000);
    // Six standard deviations of a binomial count.
    expect(Math.abs(lost(0.3) - 3_000)).toBeLessThan(6 * Math.sqrt(10_000 * 0.3 * 0.7));
  });

  it('adds up delays, takes the narrowest bandwidth, and passes nothing where one cause blocks', () => {
    const disturbed = link(1_000_000, 0, 100);
    disturbed.disturb([
      disturbance({ delay: latency(30) }),
      disturbance({ delay: latency(7), bandwidth: 500_000 }),
      disturbance({ bandwidth: 2_000_000 }),
    ]);
    expect(disturbed.transit(1, 0)).toBe(2_137);
    disturbed.disturb([disturbance({ delay: latency(30) }), disturbance({ blocked: true })]);
    expect(disturbed.transit(1, 10_000)).toBe(LOST_ON_THE_WAY);
    disturbed.disturb([]);
    expect(disturbed.transit(1, 10_000)).toBe(1_100);
  });

  it('loses with every cause on its own: 1 - (1 - a)(1 - b)', () => {
    const disturbed = link(UNLIMITED, 0.5);
    disturbed.disturb([disturbance({ loss: 0.4 }), disturbance({ loss: 0.5 })]);
    const arrived = Array.from({ length: 10_000 }, () => disturbed.transit(1, 0)).filter((transit) => transit >= 0).length;
    expect(Math.abs(arrived - 1_500)).toBeLessThan(6 * Math.sqrt(10_000 * 0.15 * 0.85));
  });

  it('carries what was sent before a throttle at the speed of before, and what follows waits for it', () => {
    const throttled = link(1_000_000);
    expect(throttled.transit(10, 0)).toBe(10_000);
    throttled.disturb([disturbance({ bandwidth: 100_000 })]);
    expect(throttled.transit(1, 5_000)).toBe(15_000);
  });
});
