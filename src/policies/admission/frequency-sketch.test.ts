import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from '../../random/alea.js';
import { FrequencySketch } from './frequency-sketch.js';

const keys = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 2000 });

describe('FrequencySketch', () => {
  it.each([true, false])('never counts less than what came, up to 15 (doorkeeper: %s)', (keepsDoor) => {
    fc.assert(
      fc.property(keys, fc.constantFrom(1, 65_536, 4_294_967_296), (added, stride) => {
        const sketch = new FrequencySketch(keepsDoor);
        sketch.ensure(200);
        const truth = new Map<number, number>();
        for (const [index, key] of added.entries()) {
          sketch.add(key * stride);
          truth.set(key, (truth.get(key) ?? 0) + 1);
          if (index === added.length >> 1) sketch.ensure(10_000);
        }
        for (const [key, count] of truth) expect(sketch.count(key * stride)).toBeGreaterThanOrEqual(Math.min(15, count));
      }),
      { numRuns: 50 },
    );
  });

  it.each([true, false])(
    'seldom counts more, as long as it holds no more keys than it is made for (doorkeeper: %s)',
    (keepsDoor) => {
      const sketch = new FrequencySketch(keepsDoor);
      sketch.ensure(1000);
      for (let key = 0; key < 1000; key++) for (let use = 0; use < 3; use++) sketch.add(key * 7919);
      const wrong = Array.from({ length: 1000 }, (_, key) => sketch.count(key * 7919)).filter((count) => count !== 3);
      expect(wrong.length).toBeLessThan(20);
      const strangers = Array.from({ length: 1000 }, (_, key) => sketch.count(key * 7919 + 1)).filter((count) => count !== 0);
      expect(strangers.length).toBeLessThan(20);
    },
  );

  it('forgets: all counts are halved after ten uses for each entry', () => {
    const sketch = new FrequencySketch(false);
    sketch.ensure(256);
    for (let use = 0; use < 12; use++) sketch.add(1);
    const draws = createStream(1, 'sketch');
    for (let use = 12; use < 2559; use++) sketch.add(1000 + draws.below(100_000));
    expect(sketch.count(1)).toBeGreaterThanOrEqual(12);
    sketch.add(2);
    expect(sketch.count(1)).toBeLessThan(9);
    expect(sketch.count(1)).toBeGreaterThanOrEqual(6);
  });

  it('lets its doorkeeper take the first use, and forget it when all is halved', () => {
    const sketch = new FrequencySketch(true);
    sketch.ensure(256);
    sketch.add(1);
    expect(sketch.count(1)).toBe(1);
    sketch.add(1);
    expect(sketch.count(1)).toBe(2);
    for (let use = 2; use < 2560; use++) sketch.add(2);
    expect(sketch.count(1)).toBe(0);
    expect(sketch.count(2)).toBe(7);
  });
});
