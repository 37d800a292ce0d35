import type { ArmResult, ExpectationResult } from '../metrics/run-result.js';

/** Expectations of a run whose figures are those of the machine: what was observed stays, but nothing is judged. */
export function withoutVerdict(
  expectations: readonly ExpectationResult[],
  arms: readonly Pick<ArmResult, 'name' | 'machine'>[],
): readonly ExpectationResult[] {
  const invalid = arms.filter(({ machine }) => machine?.valid === false).map(({ name }) => name);
  if (invalid.length === 0) return expectations;
  const where = arms.length === 1 ? '' : ` in ${invalid.join(' and ')}`;
  return expectations.map(({ text, observed }) => {
    const reason = `not judged, since requests left late${where}`;
    return { text, verdict: 'unknown', observed: observed === '' ? reason : `${observed}; ${reason}` };
  });
}
