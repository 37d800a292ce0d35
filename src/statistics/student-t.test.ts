import jstat from 'jstat';
import { describe, expect, it } from 'vitest';
import { incompleteBeta } from './incomplete-beta.js';
import { logGamma } from './log-gamma.js';
import { studentCumulative, studentQuantile } from './student-t.js';

const { jStat } = jstat;

describe("Student's t distribution", () => {
  it.each([1, 2, 5, 9, 29, 99])('has the quantiles that jStat computes at %i degrees of freedom', (degrees) => {
    for (const share of [0.01, 0.25, 0.5, 0.9, 0.975, 0.9995]) {
      expect(studentQuantile(share, degrees)).toBeCloseTo(jStat.studentt.inv(share, degrees), 6);
    }
  });

  it('has the quantiles of the printed tables', () => {
    expect(studentQuantile(0.975, 9)).toBeCloseTo(2.262157, 6);
    expect(studentQuantile(0.9995, 9)).toBeCloseTo(4.780913, 6);
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.706205, 6);
  });

  it('has a cumulative that its quantile inverts', () => {
    for (const share of [0.001, 0.3, 0.6, 0.99]) expect(studentCumulative(studentQuantile(share, 7), 7)).toBeCloseTo(share, 12);
  });
});

describe('the functions under it', () => {
  it('agree with jStat', () => {
    for (const x of [0.1, 0.5, 1, 3.7, 40, 1000]) expect(logGamma(x)).toBeCloseTo(jStat.gammaln(x), 9);
    for (const [x, a, b] of [
      [0.2, 2, 3],
      [0.9, 0.5, 4],
      [0.99, 50, 0.5],
    ] as const) {
      expect(incompleteBeta(x, a, b)).toBeCloseTo(jStat.ibeta(x, a, b), 9);
    }
  });

  it('are exact at both ends', () => {
    expect(incompleteBeta(0, 2, 3)).toBe(0);
    expect(incompleteBeta(1, 2, 3)).toBe(1);
  });
});
