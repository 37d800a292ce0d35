import type { Histogram, HistogramData } from '../../metrics/histogram.js';
import type { Sample } from './exposition.js';

/** What is recorded in whole numbers of something small, and shown in the base unit that Prometheus wants. */
export interface Scale {
  /** Behind the metric's name. */
  readonly suffix: string;
  /** How many of what is recorded make one of the base unit. */
  readonly per: number;
  /** Where buckets end, in what is recorded. */
  readonly bounds: readonly number[];
}

/** From 10 us to 100 s. */
export const SECONDS: Scale = {
  suffix: '_seconds',
  per: 1e9,
  bounds: [1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10].flatMap((decade) => [decade, 2.5 * decade, 5 * decade]).concat(1e11),
};
/** From 64 B to 1 GiB. */
export const BYTES: Scale = {
  suffix: '_bytes',
  per: 1,
  bounds: Array.from({ length: 13 }, (_, index) => 64 * (1 << (2 * index))),
};
export const NUMBERS: Scale = { suffix: '', per: 1, bounds: [0, 1, 2, 5, 10, 20, 50, 100, 1000, 10_000] };

/** The samples of one histogram: cumulative buckets, sum and count. */
export function histogramSamples(histogram: Histogram, scale: Scale, labels: Readonly<Record<string, string>>): Sample[] {
  const counts = countsUpTo(histogram.toData(), scale.bounds);
  return [
    ...scale.bounds.map((bound, index) => bucket(labels, String(bound / scale.per), counts[index]!)),
    bucket(labels, '+Inf', histogram.count),
    { suffix: '_sum', labels, value: histogram.sum / scale.per },
    { suffix: '_count', labels, value: histogram.count },
  ];
}

function bucket(labels: Readonly<Record<string, string>>, le: string, value: number): Sample {
  return { suffix: '_bucket', labels: { ...labels, le }, value };
}

/**
 * How many values lie at or below each of these bounds, which rise. A bucket of the histogram counts where its largest value
 * does: what lies beside a bound by less than a bucket, 0.1% of it, may count above it.
 */
function countsUpTo({ bits, zeros, lowest, buckets }: HistogramData, bounds: readonly number[]): number[] {
  const perOctave = 1 << (bits - 1);
  let octaveStart = 1;
  for (let octave = 0; octave < lowest; octave++) octaveStart *= 2;
  const counts: number[] = [];
  let seen = zeros;
  for (let index = 0; index < buckets.length; index++) {
    const place = index % perOctave;
    if (index > 0 && place === 0) octaveStart *= 2;
    const largest = Math.ceil(octaveStart + ((place + 1) * octaveStart) / perOctave) - 1;
    while (counts.length < bounds.length && bounds[counts.length]! < largest) counts.push(seen);
    if (counts.length === bounds.length) return counts;
    seen += buckets[index]!;
  }
  while (counts.length < bounds.length) counts.push(seen);
  return counts;
}
