import type { MetricTable, MetricValue } from '../../src/metrics/run-result.js';

/** Metrics that may differ, by a pattern over their path, each with its reason. */
export type Differences = readonly (readonly [path: RegExp, reason: string])[];

/** Requests that were under way at an edge of the measured time fall on its other side. */
const AT_THE_EDGES = 4;

/** By how much durations may differ. */
export interface Allowance {
  /** What the machine may add to the mean of a duration, in ms: sockets, and whoever else wants its cores. */
  readonly added: number;
  /** How much of a duration has to be there. */
  readonly least: number;
  /** How many times more counts and shares may differ than by what falls on the other side of an edge. */
  readonly chance: number;
}

/** A path with both figures where they do not agree, as a person reads it. */
export function disagreements(virtual: MetricTable, live: MetricTable, differences: Differences, allowance: Allowance): string[] {
  const paths = [...new Set([...Object.keys(virtual), ...Object.keys(live)])].toSorted();
  const judged = paths.filter((path) => !differences.some(([pattern]) => pattern.test(path)));
  return judged.flatMap((path) => {
    const [expected, found] = [virtual[path], live[path]];
    if (expected === undefined) return [`${path} is measured in live only: ${found!.value}`];
    if (found === undefined) return [`${path} is not measured in live; virtual has ${expected.value}`];
    return agrees(path, expected, found, virtual, allowance)
      ? []
      : [`${path} is ${found.value} in live and ${expected.value} in virtual`];
  });
}

function agrees(path: string, expected: MetricValue, found: MetricValue, virtual: MetricTable, allowance: Allowance): boolean {
  if (expected.unit !== found.unit) return false;
  const difference = found.value - expected.value;
  switch (expected.unit) {
    case 'count':
      // A workload's requests are due when they are due, but one that leaves late may leave beyond an edge.
      if (path.endsWith('users.requests')) return Math.abs(difference) <= 2;
      if (path.includes('.max')) return true;
      return Math.abs(difference) <= allowance.chance * (AT_THE_EDGES + 0.05 * expected.value);
    case 'ratio':
      return Math.abs(difference) <= allowance.chance * 0.1;
    case 'ms':
      return agreeingDuration(path, expected.value, found.value, allowance);
    case 'per-second':
    case 'bytes-per-second':
      return Math.abs(difference) <= allowance.chance * (0.08 * expected.value + 8);
    case 'bytes':
      return Math.abs(difference) <= 0.1 * expected.value;
    case 'number':
      // The largest and the mean number present grow with the time that each one stays.
      return (
        path.includes('.max') ||
        Math.abs(difference) <= 0.3 * expected.value + allowance.added * 0.001 * rateOf(path, virtual) + 0.5
      );
  }
}

/** Nothing is shorter than it was said to be, but for the grain of a timer; of the rare, other ones fall into the measured time. */
function agreeingDuration(path: string, expected: number, found: number, { added, least }: Allowance): boolean {
  const rare = /\.(p90|p95|p99|p999|max)$/.test(path);
  return found >= (rare ? Math.min(0.5, least) : least) * expected - 1 && found <= 1.3 * expected + (rare ? 10 : 1) * added;
}

/** How many come in a second to whom a path is about. */
function rateOf(path: string, table: MetricTable): number {
  const subject = path.slice(0, path.indexOf('.'));
  return (table[`${subject}.throughput`] ?? table[`${subject}.load`])?.value ?? 0;
}
