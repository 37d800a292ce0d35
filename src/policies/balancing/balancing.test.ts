import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/problem.js';
import { createStream } from '../../random/alea.js';
import type { Balancer, BalancingContext } from './balancer.js';
import { keyHash } from './key-hash.js';
import { leastConnections } from './least-connections.js';
import { leastResponseTime } from './least-response-time.js';
import { powerOfDChoices } from './power-of-d-choices.js';
import { sticky } from './sticky.js';
import { weighted } from './weighted.js';

function context(count: number): BalancingContext {
  return { count, target: 'api', stream: (purpose) => createStream(1, 'test', purpose), hash: (key) => key * 7 };
}

function picks(balancer: Balancer, count: number): number[] {
  return Array.from({ length: count }, () => balancer.pick(0, 0));
}

describe('weighted', () => {
  it('interleaves as in the worked example of nginx: 5, 1, 1', () => {
    expect(picks(weighted.create({ weights: [5, 1, 1] }, context(3)), 7)).toEqual([0, 0, 1, 0, 2, 0, 0]);
  });

  it('refuses weights that are not one per target', () => {
    expect(() => weighted.create({ weights: [5, 1] }, context(3))).toThrow(InputError);
  });
});

describe('least-connections', () => {
  it('prefers who has the fewest in flight, and takes turns among equals', () => {
    const balancer = leastConnections.create({}, context(3));
    for (const target of [0, 0, 1, 2]) balancer.sent(target);
    expect(picks(balancer, 4)).toEqual([1, 2, 1, 2]);
    balancer.returned(0, true, 1);
    balancer.returned(0, true, 1);
    expect(balancer.pick(0, 0)).toBe(0);
  });
});

describe('least-response-time', () => {
  it('tries everybody first, then stays with the quick one until it is busier than it is quick', () => {
    const balancer = leastResponseTime.create({ smoothing: 0.5 }, context(2));
    for (const [target, latency] of [
      [0, 10],
      [1, 30],
    ] as const) {
      expect(balancer.pick(0, 0)).toBe(target);
      balancer.sent(target);
      balancer.returned(target, true, latency);
    }
    expect(balancer.pick(0, 0)).toBe(0);
    for (let request = 0; request < 3; request++) balancer.sent(0);
    expect(balancer.pick(0, 0)).toBe(1);
  });

  it('does not count quick errors as quick answers', () => {
    const balancer = leastResponseTime.create({ smoothing: 1 }, context(2));
    for (const target of [0, 1]) {
      balancer.sent(target);
      balancer.returned(target, true, 20 + target);
    }
    balancer.sent(1);
    balancer.returned(1, false, 1);
    expect(balancer.pick(0, 0)).toBe(0);
  });
});

describe('power-of-d-choices', () => {
  it('looks at d different targets, and so at all where d is as many', () => {
    const balancer = powerOfDChoices.create({ d: 4 }, context(4));
    for (const target of [0, 1, 3]) balancer.sent(target);
    expect(picks(balancer, 20)).toEqual(Array.from({ length: 20 }, () => 2));
  });

  it('never picks the busiest with two choices', () => {
    const balancer = powerOfDChoices.create({ d: 2 }, context(4));
    for (let request = 0; request < 5; request++) balancer.sent(3);
    expect(picks(balancer, 200)).not.toContain(3);
  });
});

describe('key-hash', () => {
  it('sends one key always to the same target', () => {
    const balancer = keyHash.create({}, context(5));
    expect([1, 2, 1, 2].map((key) => balancer.pick(key, 0))).toEqual([2, 4, 2, 4]);
  });
});

describe('sticky', () => {
  it('keeps a session with its first target, and shares nobody in particular out', () => {
    const balancer = sticky.create({ first: 'round-robin' }, context(3));
    expect([8, 9, 8, 8, 9].map((session) => balancer.pick(0, session))).toEqual([0, 1, 0, 0, 1]);
    expect(picks(balancer, 3)).toEqual([2, 0, 1]);
  });

  it('gives the first request to the least busy where it is told to', () => {
    const balancer = sticky.create({ first: 'least-connections' }, context(2));
    balancer.sent(0);
    expect(balancer.pick(0, 5)).toBe(1);
    for (let request = 0; request < 9; request++) balancer.sent(1);
    expect(balancer.pick(0, 5)).toBe(1);
  });
});
