import type { ExpectationResult, Verdict } from '../metrics/run-result.js';
import type { InvariantResult } from '../metrics/measurements.js';

/** What a whole run comes to: a broken invariant fails it, whatever was expected. */
export function runVerdict(
  expectations: readonly ExpectationResult[],
  invariants: readonly InvariantResult[],
  interrupted: boolean,
): Verdict {
  if (invariants.some((invariant) => !invariant.holds)) return 'fail';
  const verdicts = new Set(expectations.map((expectation) => expectation.verdict));
  for (const verdict of ['fail', 'unknown', 'vacuous'] as const) if (verdicts.has(verdict)) return verdict;
  return interrupted ? 'unknown' : 'pass';
}
