import { expect, it } from 'vitest';
import type { Nanoseconds } from '../../src/core/time.js';
import type { Measurements } from '../../src/metrics/measurements.js';
import type { EngineOptions, EngineUnderTest } from './engine-under-test.js';
import { Journal } from './world/journal.js';
import { modelOf } from './world/model-of.js';
import type { Plan } from './world/plan.js';
import { scriptedParts } from './world/scripted-parts.js';

/** What a run of a plan left behind. */
export interface Outcome {
  readonly journal: Journal;
  readonly measurements: Measurements;
}

/** The engine under test, as the topics use it. */
export class Subject {
  /** Names of all cases, so that a skipped one that does not exist is found. */
  readonly cases = new Set<string>();

  constructor(
    readonly engine: EngineUnderTest,
    private readonly options: EngineOptions,
  ) {}

  /** Whether time is exact, and with it the order of what happens at one instant. */
  get exact(): boolean {
    return this.engine.tolerance === 0;
  }

  /** One case; it is skipped only with a reason. */
  case(name: string, body: () => Promise<void>): void {
    // Real time passes for several runs at once.
    this.#add(name, body, this.exact ? it : it.concurrent);
  }

  /** One case in which so much happens at once that a real machine has to do nothing else meanwhile. */
  crowdedCase(name: string, body: () => Promise<void>): void {
    this.#add(name, body, it);
  }

  #add(name: string, body: () => Promise<void>, run: typeof it | typeof it.concurrent): void {
    this.cases.add(name);
    const reason = this.engine.skipped[name];
    run(name, async (context) => {
      if (reason !== undefined) context.skip(reason);
      await body();
    });
  }

  /** A case about one instant, of which there are none where time is real. */
  exactCase(name: string, body: () => Promise<void>): void {
    if (this.exact) this.case(name, body);
    else it(name, (context) => context.skip('real time has no two things at one instant'));
  }

  async run(plan: Plan): Promise<Outcome> {
    const journal = new Journal();
    const measurements = await this.engine.run(modelOf(plan), scriptedParts(journal), this.options);
    for (const { name, subject, holds, detail } of measurements.invariants) {
      expect(holds, `${name} of ${subject}: ${detail}`).toBe(true);
    }
    return { journal, measurements };
  }

  /** As many as expected, each at its time or up to the tolerance later. */
  expectAt(actual: readonly Nanoseconds[], expected: readonly Nanoseconds[]): void {
    expect(actual).toHaveLength(expected.length);
    for (const [index, at] of expected.entries()) this.expectNear(actual[index]!, at);
  }

  expectNear(actual: Nanoseconds, expected: Nanoseconds): void {
    if (this.exact) {
      expect(actual).toBe(expected);
      return;
    }
    // A fault that comes late lets come early what it would have slowed.
    expect(actual).toBeGreaterThanOrEqual(expected - this.engine.tolerance / 8);
    expect(actual).toBeLessThanOrEqual(expected + this.engine.tolerance);
  }
}
