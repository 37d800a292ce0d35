import { describe, expect, it } from 'vitest';
import type { MachineResult } from '../metrics/machine-result.js';
import { withoutVerdict } from './without-verdict.js';

const machine = (valid: boolean): MachineResult => ({
  cores: 2,
  cpu: 0.5,
  stolen: null,
  load: null,
  threads: [],
  lag: {},
  valid,
  findings: [],
});

const EXPECTATIONS = [
  { text: 'users.latency.p99 < 10ms', verdict: 'pass', observed: '8 ms' },
  { text: 'users.errors.ratio < 1%', verdict: 'fail', observed: '' },
] as const;

describe('expectations of a run that is not valid', () => {
  it('are not judged, and show what was observed', () => {
    expect(withoutVerdict(EXPECTATIONS, [{ name: 'base', machine: machine(false) }])).toEqual([
      { text: EXPECTATIONS[0].text, verdict: 'unknown', observed: '8 ms; not judged, since this machine could not keep up' },
      { text: EXPECTATIONS[1].text, verdict: 'unknown', observed: 'not judged, since this machine could not keep up' },
    ]);
  });

  it('say in which arms it was', () => {
    const arms = [
      { name: 'a', machine: machine(false) },
      { name: 'b', machine: machine(true) },
      { name: 'c', machine: machine(false) },
    ];
    const [all] = withoutVerdict(EXPECTATIONS.slice(1), [...arms, { name: 'd', machine: machine(false) }]);
    expect(all!.observed).toBe('not judged, since this machine could not keep up in a, c and d');
    expect(withoutVerdict(EXPECTATIONS, arms)[1]!.observed).toBe('not judged, since this machine could not keep up in a and c');
  });

  it('are judged as ever where time was simulated, or the machine kept up', () => {
    expect(withoutVerdict(EXPECTATIONS, [{ name: 'a' }, { name: 'b', machine: machine(true) }])).toBe(EXPECTATIONS);
  });
});
