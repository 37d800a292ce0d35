import { describe, expect, it } from 'vitest';
import { capacityText } from './capacity-text.js';

const ROW = {
  workload: 'users',
  target: 'gateway',
  connections: 32,
  seconds: 10,
  perSecond: 6721.4,
  mean: 3.92,
  p50: 3,
  p99: 13,
  max: 662,
  failed: 0.0123,
};

describe('capacityText', () => {
  it('shows what each target takes, and that a closed loop asked', () => {
    const text = capacityText([ROW, { ...ROW, workload: 'robots', perSecond: 12 }], 80);
    expect(text.split('\n')[1]!.split(/ {2,}/)).toEqual([
      'users',
      'gateway',
      '6,721/s',
      '1.23%',
      '3.92 ms',
      '3 ms',
      '13 ms',
      '662 ms',
    ]);
    expect(text).toMatch(/^robots +gateway +12\/s/m);
    expect(text.replaceAll('\n', ' ')).toContain('Closed loop: 32 callers for 10 s');
  });

  it('fits the page', () => {
    for (const width of [80, 120]) {
      expect(
        Math.max(
          ...capacityText([ROW], width)
            .split('\n')
            .map((line) => line.length),
        ),
      ).toBeLessThanOrEqual(width);
    }
  });
});
