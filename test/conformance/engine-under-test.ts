import type { Nanoseconds } from '../../src/core/time.js';
import type { EngineParts } from '../../src/engines/parts.js';
import type { Model } from '../../src/environment/model.js';
import type { Measurements } from '../../src/metrics/measurements.js';

/** What the suite must know of an engine in order to hold it to the rules of `Environment`, `Node` and `World`. */
export interface EngineUnderTest {
  readonly name: string;
  /** By how much anything may come later than it should; 0 where time is virtual, and then order at one instant is held too. */
  readonly tolerance: Nanoseconds;
  /** Cases that this engine does not pass, by name, each with its reason. A name that no case has is an error. */
  readonly skipped: Readonly<Record<string, string>>;
  run(model: Model, parts: EngineParts, options: EngineOptions): Promise<Measurements>;
}

export interface EngineOptions {
  /** Spoil every pooled record that was given back. */
  readonly poison: boolean;
}
