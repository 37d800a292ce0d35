import type { ArmResult, ExpectationResult } from '../metrics/run-result.js';

/** Expectations of which theory says nothing: they were not about nothing, so they are unknown, with the assumption that is broken. */
export function beyondTheory(
  expectations: readonly ExpectationResult[],
  arms: readonly Pick<ArmResult, 'theory'>[],
): readonly ExpectationResult[] {
  if (arms.every(({ theory }) => theory === undefined)) return expectations;
  return expectations.map((expectation) => {
    const { text, verdict, observed } = expectation;
    if (verdict !== 'vacuous') return expectation;
    return { text, verdict: 'unknown', observed: `${observed}; ${reasonsFor(text, arms)}` };
  });
}

/** Those about a subject that the expectation names come first; one of them is enough to read. */
function reasonsFor(text: string, arms: readonly Pick<ArmResult, 'theory'>[]): string {
  const broken = arms.flatMap(({ theory }) => theory?.broken ?? []);
  const named = broken.filter(({ subject }) => subject !== null && new RegExp(`\\b${subject}\\b`).test(text));
  const [first] = [...named, ...broken];
  if (first === undefined) return 'theory has no form for this metric';
  return first.subject === null ? first.reason : `${first.subject}: ${first.reason}`;
}
