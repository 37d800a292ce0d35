import { describe, expect, it } from 'vitest';
import type { MachineResult } from '../../metrics/machine-result.js';
import type { ArmResult, RunResult } from '../../metrics/run-result.js';
import { inkFor } from '../ink.js';
import { machine } from './machine.js';

const CALM: MachineResult = {
  cores: 2,
  cpu: 0.62,
  stolen: 0,
  load: 0.4,
  lag: { users: { p50: 0.02, p99: 0.31, max: 1.2 } },
  threads: [
    {
      name: 'nodes 1',
      lag: { p50: 0.1, p99: 0.2, max: 4 },
      pauses: { count: 9, total: 7, max: 2.1 },
      cpu: 0.6,
      waited: 0.02,
    },
  ],
  valid: true,
  findings: [],
};

function block(arms: readonly (readonly [name: string, measured: MachineResult | undefined])[], width = 80): string {
  const results = arms.map(([name, measured]) => ({ name, ...(measured === undefined ? {} : { machine: measured }) }));
  const result = { arms: results as unknown as readonly ArmResult[] } as unknown as RunResult;
  return machine(result, { width, ink: inkFor(false) }).join('\n');
}

describe('the block about the machine', () => {
  it('is one sentence where the machine kept up', () => {
    expect(block([['base', CALM]])).toMatchInlineSnapshot(`
      "The machine
        requests of users left 310 µs late at p99, 1.20 ms at most; 62% of 2 cores
          used; garbage collection stopped a thread for 2.10 ms at most"
    `);
  });

  it('says it where the machine was the limit, by arm where there are several', () => {
    const findings = ['The run is not valid: this machine is too slow for the load. Give a smaller rate under live.'];
    const late = { ...CALM, threads: [], valid: false, findings };
    const arms = [['one', CALM] as const, ['two', late] as const];
    expect(block(arms, 60)).toMatchInlineSnapshot(`
      "The machine
        one: requests of users left 310 µs late at p99, 1.20 ms
          at most; 62% of 2 cores used; garbage collection stopped
          a thread for 2.10 ms at most
        two: requests of users left 310 µs late at p99, 1.20 ms
          at most; 62% of 2 cores used
        ✗ two: The run is not valid: this machine is too slow for
          the load. Give a smaller rate under live."
    `);
  });

  it('is not there where time was simulated', () => {
    expect(block([['base', undefined]])).toBe('');
  });
});
