import { expect, it } from 'vitest';
import { beyondTheory } from './beyond-theory.js';

const vacuous = { text: 'users.latency.p99 < 1s', verdict: 'vacuous', observed: 'not measured < 1s' } as const;
const api = { subject: 'api', reason: 'there is no steady state' };
const users = { subject: 'users', reason: 'only the mean is known' };

it('an expectation of which theory says nothing is unknown, with the assumption that is broken', () => {
  const observed = (broken: readonly { subject: string | null; reason: string }[]): string => {
    const [judged] = beyondTheory([vacuous], [{ theory: { forms: [], broken } }]);
    expect(judged!.verdict).toBe('unknown');
    return judged!.observed;
  };
  expect(observed([api, users])).toBe('not measured < 1s; users: only the mean is known');
  expect(observed([api])).toBe('not measured < 1s; api: there is no steady state');
  expect(observed([{ subject: null, reason: 'bursts' }])).toBe('not measured < 1s; bursts');
  expect(observed([])).toBe('not measured < 1s; theory has no form for this metric');
});

it('what was judged, and what another engine measured, stays as it is', () => {
  const passed = { ...vacuous, verdict: 'pass' } as const;
  expect(beyondTheory([passed], [{ theory: { forms: [], broken: [api] } }])).toEqual([passed]);
  expect(beyondTheory([vacuous], [{}])).toEqual([vacuous]);
});
