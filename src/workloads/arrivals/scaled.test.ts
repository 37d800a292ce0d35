import { describe, expect, it } from 'vitest';
import { MILLISECOND, SECOND } from '../../core/time.js';
import { plainSource } from '../../language/plain-source.js';
import { Reader } from '../../language/reader.js';
import { createStream } from '../../random/alea.js';
import type { ArrivalsConfig } from './arrivals.js';
import { arrivalsSchema, createArrivals, scaledArrivals } from './arrivals-schema.js';
import { arrivals } from './registry.js';

const AT = { file: 'x.yaml', line: 1, column: 1 };

function read(written: unknown): ArrivalsConfig {
  const reader = new Reader();
  const config = arrivalsSchema().read(plainSource(written, AT), reader);
  expect(reader.problems).toEqual([]);
  return config!;
}

function scaled(written: unknown, share: number): ArrivalsConfig {
  const found = scaledArrivals(read(written), share);
  if ('problem' in found) throw new Error(found.problem);
  return found.value;
}

function instants(config: ArrivalsConfig, end: number): number[] {
  const process = createArrivals(config, { stream: (purpose) => createStream(3, 'workload', purpose) });
  const found: number[] = [];
  for (let at = process.first(0); at < end; at = process.afterIssue(0)) found.push(at);
  return found;
}

describe('arrivals with a share of their load', () => {
  it.each([['constant(400/s)'], ['poisson(400/s)'], [{ every: 'erlang(2ms 4)' }], [{ every: '5ms' }]])(
    'are %j at the same chances, four times farther apart',
    (written) => {
      const all = instants(read(written), 10 * SECOND);
      const quarter = instants(scaled(written, 0.25), 40 * SECOND);
      expect(all.length).toBeGreaterThan(1000);
      expect(quarter.length).toBe(all.length);
      // Each of the times between is rounded by itself.
      for (const [index, at] of quarter.entries()) expect(Math.abs(at - 4 * all[index]!)).toBeLessThan(4 * (index + 1));
    },
  );

  it('keep the stages as long as they are', () => {
    const stages = [
      { for: '10s', rate: '40/s' },
      { for: '10s', 'ramp-to': '80/s' },
    ];
    const config = scaled({ stages, arrivals: 'constant' }, 0.1);
    const found = instants(config, 100 * SECOND);
    expect(found.length).toBe(100);
    expect(found.filter((at) => at < 10 * SECOND).length).toBe(40);
  });

  it('keep bursts as long as they are, and thin the time between them too', () => {
    const bursts = { rate: '200/s', for: '1s', pause: '1s', 'rate-between': '20/s', arrivals: 'constant' };
    const found = instants(scaled({ bursts }, 0.5), 2 * SECOND);
    expect(found.filter((at) => at < SECOND).length).toBeGreaterThanOrEqual(99);
    expect(found.filter((at) => at < SECOND).length).toBeLessThanOrEqual(100);
    expect(found.filter((at) => at >= SECOND).length).toBeLessThanOrEqual(10);
    expect(found.filter((at) => at >= SECOND).length).toBeGreaterThanOrEqual(9);
  });

  it('have fewer clients, who think as long', () => {
    const { options } = scaled({ clients: 30, think: '2ms' }, 0.25) as { options: { clients: number; think: unknown } };
    expect(options.clients).toBe(8);
    expect(options.think).toEqual((read({ clients: 30, think: '2ms' }).options as typeof options).think);
  });

  it('refuse to leave no client, and say what is possible', () => {
    expect(scaledArrivals(read({ clients: 4 }), 0.1)).toEqual({
      problem: 'of 4 clients nobody would be left',
      hint: 'the least is 13%',
    });
    expect(scaledArrivals(read({ clients: 4 }), 0.13)).toHaveProperty('value.options.clients', 1);
  });

  it('replay a log more slowly', () => {
    const trace = { count: 3, instants: Float64Array.of(0, SECOND, 3 * SECOND), resolution: MILLISECOND };
    const config = scaled({ replay: 'access.log', speed: 10 }, 0.2);
    const options = { ...(config.options as object), trace, keys: new Int32Array() };
    expect(instants({ ...config, options }, Infinity)).toEqual([0, 0.5 * SECOND, 1.5 * SECOND]);
  });

  it('can be had of every process that there is', () => {
    expect(arrivals.all().filter((definition) => !('scaled' in definition))).toEqual([]);
  });
});
