import type { QuantityProblem } from './quantity.js';

/**
 * `[arm.]subject[operation].metric.statistic`, cut into its parts. Which leading part is an arm, and where the metric begins
 * when there is no operation, only the scenario knows.
 */
export interface MetricPath {
  /** What stands before `[`, or the whole, cut at the dots: `['short', 'api/2']`. */
  readonly head: readonly string[];
  /** What stands inside `[ ]`; null where there are none. */
  readonly operation: string | null;
  /** What follows `]`, cut at the dots; empty where there are no brackets. */
  readonly tail: readonly string[];
}

const LONGEST = 400;
/** A name, an address (`api/2`, `store#3/leader`, `zone:eu`), a metric or a statistic. */
const SEGMENT = /^(?:zone:)?(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*|\*)(?:#(?:\d+|\*))?(?:\/(?:\d+|\*|leader))?$/;
const OPERATION = /^(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*|\*)$/;

export function parseMetricPath(text: string): MetricPath | QuantityProblem {
  if (text.length > LONGEST) return { problem: 'it is too long for a metric' };
  const bracket = text.indexOf('[');
  if (bracket < 0) return withSegments(text.split('.'), null, []);
  const close = text.indexOf(']', bracket);
  if (close < 0) return { problem: 'the [ is not closed', hint: 'an operation is written users[read].latency.p99' };
  const operation = text.slice(bracket + 1, close);
  if (!OPERATION.test(operation)) return { problem: `${JSON.stringify(operation)} is not the name of an operation` };
  const rest = text.slice(close + 1);
  if (rest !== '' && !rest.startsWith('.')) return { problem: 'a dot must follow the ]' };
  return withSegments(text.slice(0, bracket).split('.'), operation, rest === '' ? [] : rest.slice(1).split('.'));
}

function withSegments(head: readonly string[], operation: string | null, tail: readonly string[]): MetricPath | QuantityProblem {
  for (const segment of [...head, ...tail]) {
    if (SEGMENT.test(segment)) continue;
    return segment === ''
      ? { problem: 'a name is missing next to a dot' }
      : { problem: `${JSON.stringify(segment)} is not a name` };
  }
  return { head, operation, tail };
}
