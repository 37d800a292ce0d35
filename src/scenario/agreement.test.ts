import { describe, expect, it } from 'vitest';
import { InputError } from '../core/problem.js';
import { loadScenarioText } from './load-scenario.js';

const shop = (agreement: string): string => `sysdesign: 1
title: shop
duration: 60s
workloads:
  shoppers: { target: products, arrivals: poisson(100/s) }
nodes:
  products: { kind: cache, capacity: 10 }
${agreement}
`;

function bounds(agreement: string) {
  return loadScenarioText(shop(agreement)).agreement.map(({ metric, text, share, points, duration }) => ({
    metric,
    text,
    share,
    points,
    duration,
  }));
}

describe('the section agreement', () => {
  it('bounds metrics by a share, by points or by a time; of several the widest counts', () => {
    expect(
      bounds('agreement: { latency.mean: 15%, products.hit-ratio: 2 points, "shoppers[read].latency.p95": 10% or 0.5ms }'),
    ).toEqual([
      { metric: 'latency.mean', text: '15%', share: 0.15, points: 0, duration: 0 },
      { metric: 'products.hit-ratio', text: '2 points', share: 0, points: 0.02, duration: 0 },
      { metric: 'shoppers[read].latency.p95', text: '10% or 0.5ms', share: 0.1, points: 0, duration: 500_000 },
    ]);
  });

  it('may be left out, or have its keys written out', () => {
    expect(bounds('')).toEqual([]);
    expect(bounds('agreement: { latency: { mean: 15%, p95: 1 point } }'.replace('1 point', '20%'))).toMatchObject([
      { metric: 'latency.mean', share: 0.15 },
      { metric: 'latency.p95', share: 0.2 },
    ]);
  });

  it.each([
    ['agreement: 15%', 'expected a map from metrics to bounds'],
    ['agreement: { latency.mean: 15 }', 'expected how far engines may lie apart'],
    ['agreement: { latency.mean: closely }', 'expected how far engines may lie apart'],
    ['agreement: { latency.mean: [15%] }', 'expected how far engines may lie apart'],
    ['agreement: { latency.maen: 15% }', 'no workload and no node has a metric latency.maen'],
    ['agreement: { products.latency.mean: 15% }', 'products has no metric latency.mean'],
    ['agreement: { latency.mean: 2 points }', 'latency.mean is no share, so it has no points'],
    ['agreement: { hit-ratio: 5ms }', 'hit-ratio is no duration'],
  ])('refuses %s, where it stands', (written, message) => {
    const read = (): unknown => loadScenarioText(shop(written));
    expect(read).toThrow(InputError);
    try {
      read();
    } catch (error) {
      const [problem] = (error as InputError).problems;
      expect(problem!.message).toContain(message);
      expect(problem!.at?.line).toBe(8);
    }
  });
});
