import { studentQuantile } from './student-t.js';

export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The mean of independent values and its confidence interval after Student; `confidence` such as 0.95.
 * With fewer than two values nothing is known of their spread: the interval is the whole line.
 */
export function meanInterval(values: readonly number[], confidence: number): MeanInterval {
  const count = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / count;
  if (count < 2) return { mean, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  const halfWidth = studentQuantile((1 + confidence) / 2, count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { mean, low: mean - halfWidth, high: mean + halfWidth };
}
