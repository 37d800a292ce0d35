import { describe, expect, it } from 'vitest';
import type { Unit } from '../metrics/declaration.js';
import type { ArmResult, MetricTable, RunResult } from '../metrics/run-result.js';
import { displayWidth } from './display-width.js';
import { terminal } from './terminal.js';

const ESCAPE = '\u001b';

type Figure = readonly [value: number, unit: Unit];

const LATENCIES: Readonly<Record<string, number>> = {
  mean: 3.21,
  p50: 2.8,
  p90: 6.12,
  p95: 8.4,
  p99: 14.2,
  p999: 38.1,
  max: 1110,
};

function table(figures: Readonly<Record<string, Figure>>, margin?: number): MetricTable {
  const entries = Object.entries(figures).map(([path, [value, unit]]) => {
    const interval = margin === undefined ? {} : { low: value * (1 - margin), high: value * (1 + margin) };
    return [path, { value, unit, ...interval }] as const;
  });
  return Object.fromEntries(entries);
}

function workload(path: string, factor: number): Record<string, Figure> {
  const latency = Object.entries(LATENCIES).map(
    ([statistic, ms]) => [`${path}.latency.${statistic}`, [ms * factor, 'ms']] as const,
  );
  return {
    ...Object.fromEntries(latency),
    [`${path}.requests`]: [100_123, 'count'],
    [`${path}.throughput`]: [2002.46, 'per-second'],
    [`${path}.availability`]: [0.9987, 'ratio'],
    [`${path}.rejected.count`]: [121, 'count'],
    [`${path}.timed-out.count`]: [9, 'count'],
    [`${path}.waiting.mean`]: [1.1 * factor, 'ms'],
    [`${path}.service.mean`]: [1.81 * factor, 'ms'],
    [`${path}.network.mean`]: [0.3 * factor, 'ms'],
  };
}

function station(path: string, utilization: number, waiting: number): Record<string, Figure> {
  return {
    [`${path}.utilization`]: [utilization, 'ratio'],
    [`${path}.queue-length.mean`]: [0.42, 'number'],
    [`${path}.queue-length.max`]: [37, 'number'],
    [`${path}.waiting.mean`]: [waiting, 'ms'],
    [`${path}.waiting.p99`]: [waiting * 10, 'ms'],
    [`${path}.service.mean`]: [1.2, 'ms'],
    [`${path}.requests.count`]: [90_000, 'count'],
    [`${path}.throughput`]: [1800, 'per-second'],
  };
}

function figures(factor: number): Record<string, Figure> {
  const shards = [0, 1, 2, 3].map(
    (shard) => [`catalogue#${shard}.requests.count`, [9000 + shard * shard * 900, 'count']] as const,
  );
  return {
    ...workload('shoppers', factor),
    ...workload('shoppers[read]', factor * 0.9),
    ...workload('shoppers[write]', factor * 1.7),
    ...station('api', 0.61, 0.2),
    ...station('catalogue', 0.93, 0.82),
    'products.hit-ratio': [0.69 * factor, 'ratio'],
    'products.stale-ratio': [0.004, 'ratio'],
    'products.hits.count': [81_234, 'count'],
    'catalogue.imbalance': [1.31, 'number'],
    ...Object.fromEntries(shards),
  };
}

function overTime(value: (second: number) => number): number[] {
  return Array.from({ length: 60 }, (_, second) => value(second));
}

function arm(name: string, factor: number, settings = '', margin?: number): ArmResult {
  const metrics = table(figures(factor), margin);
  return {
    name,
    settings,
    subjects: [
      { name: 'api', kind: 'service', instances: ['api'], operations: [] },
      { name: 'catalogue', kind: 'store', instances: [0, 1, 2, 3].map((shard) => `catalogue#${shard}`), operations: [] },
      { name: 'products', kind: 'cache', instances: ['products'], operations: [] },
      { name: 'shoppers', kind: 'workload', instances: ['shoppers'], operations: ['read', 'write'] },
    ],
    measured: { from: 10_000, to: 60_000 },
    metrics,
    windows: {
      'before(outage)': metrics,
      'during(outage)': table(figures(factor * 4)),
      'after(outage)': table(figures(factor * 1.1)),
    },
    actions: [{ name: 'outage', family: 'fault', kind: 'crash', from: 30_000, to: 35_000 }],
    series: [
      {
        name: 'shoppers.throughput',
        unit: 'per-second',
        width: 1000,
        values: overTime((second) => (second >= 30 && second < 35 ? 900 : 2000 + (second % 7) * 10)),
      },
      {
        name: 'shoppers.latency.p99',
        unit: 'ms',
        width: 1000,
        values: overTime((second) => (second >= 30 && second < 37 ? 800 : 14 * factor + (second % 5) * 10)),
      },
      { name: 'shoppers.errors.count', unit: 'count', width: 1000, values: overTime((second) => (second === 30 ? 130 : 0)) },
    ],
    warnings: ['The first warning is long enough that it has to be broken into two lines on a page of eighty columns.'],
  };
}

function result(arms: ArmResult[], more: Partial<RunResult> = {}): RunResult {
  return {
    schemaVersion: 1,
    scenario: 'How long should a product stay in the cache?',
    engine: 'virtual',
    seed: 7,
    trials: 1,
    interrupted: false,
    verdict: 'fail',
    arms,
    expectations: [
      { text: 'shoppers[read].latency.p99 < 100ms', verdict: 'pass', observed: '12.8 ms < 100ms' },
      { text: 'during(outage, shoppers.latency.p99) < 40ms', verdict: 'fail', observed: '56.8 ms >= 40ms' },
      { text: 'catalogue.waiting.p99 < 1s', verdict: 'vacuous', observed: 'not measured < 1s' },
    ],
    invariants: [{ name: "Little's law", subject: 'api', holds: true, detail: '12.3 on both sides' }],
    ...more,
  };
}

const ONE = result([arm('base', 1)]);
const ARMS = result([arm('short', 1.2, 'nodes.products.ttl: 1s'), arm('medium', 1), arm('long', 0.3, 'nodes.products.ttl: 60s')]);
const TRIALS = result([arm('base', 1, '', 0.03)], { trials: 5, confidence: 0.95 });

describe('the terminal summary', () => {
  it('of one arm reads like this', () => {
    expect(terminal.render(ONE, { width: 80, colour: false })).toMatchInlineSnapshot(`
      "How long should a product stay in the cache?
      virtual engine · seed 7 · 50 s measured after 10 s of warmup

      Requests      due  throughput  succeeded  rejected  timed out
      shoppers  100,123     2,002/s     99.87%       121          9
        read    100,123     2,002/s     99.87%       121          9
        write   100,123     2,002/s     99.87%       121          9

      Latency      mean      p50      p90      p95      p99     p999     max
      shoppers  3.21 ms  2.80 ms  6.12 ms  8.40 ms  14.2 ms  38.1 ms  1.11 s
        read    2.89 ms  2.52 ms  5.51 ms  7.56 ms  12.8 ms  34.3 ms  999 ms
        write   5.46 ms  4.76 ms  10.4 ms  14.3 ms  24.1 ms  64.8 ms  1.89 s

      Where the time of shoppers goes
        waiting          1.10 ms  34%  ████████████████▏
          at catalogue    737 µs  23%  ██████████▊
          at api          180 µs   6%  ██▋
        service          1.81 ms  56%  ██████████████████████████▌
        network           300 µs   9%  ████▍

      Nodes         busy             queue  at most  waiting      p99  service
      api            61% ██████▏     0.420       37   200 µs     2 ms  1.20 ms
      catalogue ×4   93% █████████▎  0.420       37   820 µs  8.20 ms  1.20 ms

      Caches    hit ratio          stale    hits
      products  69%    ██████▉      0.4%  81,234

      Load on each replica and shard
        catalogue  ▅▅▆█  18.5% to 35.2%, most on catalogue#3, imbalance 1.31

      Over time      0 s                                    60 s
        throughput   ██████████████████████▄▄▄▆█████████████████  900/s to 2,050/s
        latency p99  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁  14 ms to 800 ms
        errors       ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁  0 to 130
        outage                            ┗━━━┛

      Around outage   before   during    after
        throughput   2,002/s  2,002/s  2,002/s
        succeeded     99.87%   99.87%   99.87%
        latency p50  2.80 ms  11.2 ms  3.08 ms
        latency p99  14.2 ms  56.8 ms  15.6 ms

      Expectations
        ✓ shoppers[read].latency.p99 < 100ms
            12.8 ms < 100ms
        ✗ during(outage, shoppers.latency.p99) < 40ms
            56.8 ms >= 40ms
        ○ catalogue.waiting.p99 < 1s
            nothing to judge: not measured < 1s

      Warnings
        ! The first warning is long enough that it has to be broken into two lines on
          a page of eighty columns.

      3 expectations: 1 holds, 1 failed, 1 had nothing to judge
      "
    `);
  });

  it('of several arms sets them side by side, with their differences to the first', () => {
    expect(terminal.render(ARMS, { width: 80, colour: false })).toMatchInlineSnapshot(`
      "How long should a product stay in the cache?
      virtual engine · seed 7 · 50 s measured after 10 s of warmup · 3 arms

      Arms
        short   nodes.products.ttl: 1s
        medium  as written
        long    nodes.products.ttl: 60s

      Comparison             short   medium             long
      shoppers
        throughput         2,002/s  2,002/s       =  2,002/s       =
        succeeded           99.87%   99.87%       =   99.87%       =
        latency mean       3.85 ms  3.21 ms    −17%   963 µs    −75%
        latency p50        3.36 ms  2.80 ms    −17%   840 µs    −75%
        latency p99          17 ms  14.2 ms    −17%  4.26 ms    −75%
        read latency p99   15.3 ms  12.8 ms    −17%  3.83 ms    −75%
        write latency p99    29 ms  24.1 ms    −17%  7.24 ms    −75%
      api
        utilization            61%      61%       =      61%       =
        queue, mean          0.420    0.420       =    0.420       =
        waiting, mean       200 µs   200 µs       =   200 µs       =
      catalogue
        utilization            93%      93%       =      93%       =
        queue, mean          0.420    0.420       =    0.420       =
        waiting, mean       820 µs   820 µs       =   820 µs       =
        imbalance             1.31     1.31       =     1.31       =
      products
        hit ratio            82.8%      69%  −14 pt    20.7%  −62 pt
        stale ratio           0.4%     0.4%       =     0.4%       =

      Where the time of shoppers goes  █ waiting  ▒ service  ░ network
        short    3.85 ms  ███████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░   34%  56%   9%
        medium   3.21 ms  █████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░          34%  56%   9%
        long      963 µs  ████▒▒▒▒▒▒░                                    34%  56%   9%

      Over time              0 s                            60 s
        throughput, short    ██████████████████▄▄▆██████████████  900/s to 2,060/s
        throughput, medium   ██████████████████▄▄▆██████████████  900/s to 2,060/s
        throughput, long     ██████████████████▄▄▆██████████████  900/s to 2,060/s
        latency p99, short   ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁▁  16.8 ms to 800 ms
        latency p99, medium  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁▁  14 ms to 800 ms
        latency p99, long    ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁▁  4.20 ms to 800 ms
        errors, short        ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁  0 to 130
        errors, medium       ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁  0 to 130
        errors, long         ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁  0 to 130
        outage                                ┗━━┛

      Around outage   before   during    after
      short
        throughput   2,002/s  2,002/s  2,002/s
        succeeded     99.87%   99.87%   99.87%
        latency p50  3.36 ms  13.4 ms  3.70 ms
        latency p99    17 ms  68.2 ms  18.7 ms
      medium
        throughput   2,002/s  2,002/s  2,002/s
        succeeded     99.87%   99.87%   99.87%
        latency p50  2.80 ms  11.2 ms  3.08 ms
        latency p99  14.2 ms  56.8 ms  15.6 ms
      long
        throughput   2,002/s  2,002/s  2,002/s
        succeeded     99.87%   99.87%   99.87%
        latency p50   840 µs  3.36 ms   924 µs
        latency p99  4.26 ms    17 ms  4.69 ms

      Expectations
        ✓ shoppers[read].latency.p99 < 100ms
            12.8 ms < 100ms
        ✗ during(outage, shoppers.latency.p99) < 40ms
            56.8 ms >= 40ms
        ○ catalogue.waiting.p99 < 1s
            nothing to judge: not measured < 1s

      Warnings
        ! short: The first warning is long enough that it has to be broken into two
          lines on a page of eighty columns.
        ! medium: The first warning is long enough that it has to be broken into two
          lines on a page of eighty columns.
        ! long: The first warning is long enough that it has to be broken into two
          lines on a page of eighty columns.

      3 expectations: 1 holds, 1 failed, 1 had nothing to judge
      "
    `);
  });

  it('of several trials shows how far each figure may be off', () => {
    const text = terminal.render(TRIALS, { width: 80, colour: false });
    expect(text).toContain('5 trials, ± at 95% confidence');
    expect(text).toMatch(/shoppers +3\.21 ms .*\n +±96 µs/);
  });

  it('is never wider than the page, has no blanks at the end of a line, and no colour unless asked', () => {
    for (const sample of [ONE, ARMS, TRIALS]) {
      for (const width of [70, 80, 100, 120]) {
        for (const line of terminal.render(sample, { width, colour: false }).split('\n')) {
          expect(displayWidth(line), line).toBeLessThanOrEqual(width);
          expect(line.endsWith(' ') || line.includes(ESCAPE), line).toBe(false);
        }
      }
    }
  });

  it('says the same in colour', () => {
    const plain = terminal.render(ONE, { width: 80, colour: false });
    const colourful = terminal.render(ONE, { width: 80, colour: true });
    expect(colourful).not.toBe(plain);
    expect(colourful.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '')).toBe(plain);
  });

  it('keeps its columns under wide characters', () => {
    const wide = { ...ONE, scenario: '製品はどれくらいキャッシュに保持すべきですか '.repeat(3) };
    for (const line of terminal.render(wide, { width: 80, colour: false }).split('\n'))
      expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  it('shows exactly what a replayed file held', () => {
    const replay = table({
      'shoppers.replay.requests': [9_998, 'count'],
      'shoppers.replay.bytes': [2_747_282_740, 'bytes'],
      'shoppers.replay.span': [298_859_000, 'ms'],
      'shoppers.replay.unparsable-lines': [2, 'count'],
    });
    const replayed = result([{ ...arm('base', 1), metrics: { ...arm('base', 1).metrics, ...replay } }]);
    expect(terminal.render(replayed, { width: 80, colour: false })).toContain(
      [
        'Replayed  requests          bytes  seconds  unreadable lines  out of order',
        'shoppers     9,998  2,747,282,740  298,859                 2             0',
      ].join('\n'),
    );
  });

  it('mentions invariants only when one is broken', () => {
    expect(terminal.render(ONE, { width: 80, colour: false })).not.toContain('Little');
    const broken = { ...ONE, invariants: [{ ...ONE.invariants[0]!, holds: false }] };
    expect(terminal.render(broken, { width: 80, colour: false })).toContain("✗ api: Little's law: 12.3 on both sides");
  });
});
