import type { ArmResult, ExpectationResult } from '../metrics/run-result.js';

/** Expectations of a run whose figures are those of the machine: what was observed stays, but nothing is judged. */
export function withoutVerdict(
  expectations: readonly ExpectationResult[],
  arms: readonly Pick<ArmResult, 'name' | 'machine'>[],
): readonly ExpectationResult[] {
  const invalid = arms.filter(({ machine }) => machine?.valid === false).map(({ name }) => name);
  if (invalid.length === 0) return expectations;
  const where = arms.length === 1 ? '' : ` in ${listed([...new Set(invalid)])}`;
  return expectations.map(({ text, observed }) => {
    const reason = `not judged, since this machine could not keep up${where}`;
    return { text, verdict: 'unknown', observed: observed === '' ? reason : `${observed}; ${reason}` };
  });
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
