import type { ActionResult, ArmResult, Series } from '../metrics/run-result.js';

/** Of these, less is better. */
const LESS_IS_BETTER = /\.(latency\.\w+|errors\.count|queue-length|utilization)$/;

/**
 * Milliseconds from the beginning of a fault until a series is back at `share` of its mean before the fault, and stays
 * there until the next fault or the end. 0 where it never left; Infinity where it never came back; NaN where it was not
 * measured before. As fine as a bucket of the series.
 */
export function recoveryTime(arm: ArmResult, action: string, seriesName: string, share: number): number {
  const fault = arm.actions.find((one) => one.name === action);
  const series = arm.series.find((one) => one.name === seriesName);
  if (fault === undefined || series === undefined) return Number.NaN;
  const before = meanBetween(series, arm.measured.from, fault.from);
  if (Number.isNaN(before)) return Number.NaN;
  const end = nextActionAfter(fault, arm);
  const last = lastBucketOutside(series, fault.from, end, isSteady(seriesName, before, share));
  if (last < 0) return 0;
  const backAt = (last + 1) * series.width;
  return backAt >= Math.min(end, series.width * series.values.length) ? Number.POSITIVE_INFINITY : backAt - fault.from;
}

function isSteady(seriesName: string, before: number, share: number): (value: number | null) => boolean {
  if (LESS_IS_BETTER.test(seriesName)) return (value) => value !== null && value <= before / share;
  return (value) => value !== null && value >= before * share;
}

function meanBetween({ values, width }: Series, from: number, to: number): number {
  const known = values.filter((value, bucket) => value !== null && bucket * width >= from && (bucket + 1) * width <= to);
  return known.reduce<number>((sum, value) => sum + value!, 0) / known.length;
}

function lastBucketOutside(
  { values, width }: Series,
  from: number,
  to: number,
  steady: (value: number | null) => boolean,
): number {
  return values.findLastIndex((value, bucket) => (bucket + 1) * width > from && bucket * width < to && !steady(value));
}

/** When the next fault or change begins; what happens then is no longer this one's doing. */
function nextActionAfter(fault: ActionResult, arm: ArmResult): number {
  return Math.min(...arm.actions.filter((one) => one.from > fault.from).map((one) => one.from), arm.measured.to);
}
