import { describe, expect, it } from 'vitest';
import type { EngineUnderTest } from './engine-under-test.js';
import { Subject } from './subject.js';
import { topics } from './topics.js';

/** Holds an engine to every rule of the environment: the same body for each. With poisoned records, and where time costs none, also as it is. */
export function conformance(engine: EngineUnderTest): void {
  for (const poison of engine.tolerance === 0 ? [false, true] : [true]) {
    describe(`${engine.name} engine${poison ? ' with poisoned records' : ''}`, () => {
      const subject = new Subject(engine, { poison });
      for (const [name, topic] of Object.entries(topics)) describe(name, () => topic(subject));
      it('skips only cases that there are', () => {
        expect(Object.keys(engine.skipped).filter((name) => !subject.cases.has(name))).toEqual([]);
      });
    });
  }
}
