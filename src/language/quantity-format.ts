import type { Bytes, Nanoseconds } from '../core/time.js';

/** Digits that a person reads at a glance; more are noise in a table. */
const SIGNIFICANT = 4;

type Step = readonly [size: number, unit: string];

const DURATIONS: readonly Step[] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'us'],
  [1, 'ns'],
];
const WHOLE_DURATIONS: readonly Step[] = [
  [86_400e9, 'd'],
  [3600e9, 'h'],
  [60e9, 'min'],
];
const SIZES: readonly Step[] = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'KB'],
  [1, 'B'],
];
const COUNTS: readonly Step[] = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
  [1, ''],
];

/** `5.2ms`, `10min`; minutes, hours and days only where nothing is lost by them. */
export function formatDuration(duration: Nanoseconds, significant: number = SIGNIFICANT): string {
  if (duration === 0) return '0s';
  if (duration === Number.POSITIVE_INFINITY) return 'never';
  const whole = WHOLE_DURATIONS.find(([size]) => duration % size === 0);
  if (whole !== undefined) return `${duration / whole[0]}${whole[1]}`;
  return stepped(duration, DURATIONS, significant);
}

/** `2000/s` up to 10,000 and `25k/s` from there. */
export function formatRate(perSecond: number, significant: number = SIGNIFICANT): string {
  return `${formatCount(perSecond, significant)}/s`;
}

/** In powers of 1000: `1.5MB`. */
export function formatSize(bytes: Bytes, significant: number = SIGNIFICANT): string {
  return bytes === 0 ? '0B' : stepped(bytes, SIZES, significant);
}

export function formatBandwidth(bytesPerSecond: number, significant: number = SIGNIFICANT): string {
  return `${formatSize(bytesPerSecond, significant)}/s`;
}

/** `950`, `9500`, `25k`, `1.2M`. */
export function formatCount(count: number, significant: number = SIGNIFICANT): string {
  if (Math.abs(count) < 10_000) return decimal(count, significant);
  return stepped(count, COUNTS, significant);
}

/** `12.5%` of 0.125. */
export function formatShare(share: number, significant: number = SIGNIFICANT): string {
  return `${decimal(share * 100, significant)}%`;
}

function stepped(value: number, steps: readonly Step[], significant: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'unlimited' : '-';
  // Rounded first: 999.96us is 1ms to four digits, not 1000us.
  const rounded = Number(value.toPrecision(significant));
  const [size, unit] = steps.find(([candidate]) => Math.abs(rounded) >= candidate) ?? steps.at(-1)!;
  return `${decimal(rounded / size, significant)}${unit}`;
}

/** Without an exponent and without zeros at the end, which Number drops. */
function decimal(value: number, significant: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'unlimited' : '-';
  const rounded = Number(value.toPrecision(significant));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(Math.abs(rounded) < 1 ? 12 : 0).replace(/\.?0+$/, '') : text;
}
