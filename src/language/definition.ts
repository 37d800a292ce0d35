import type { Described, EngineName, PolicyConfig } from '../core/definition.js';
import type { Schema } from './schema.js';

/** What a definition's schema may ask for by family name, so that no file imports a registry that imports it. */
export interface Vocabulary {
  /** A policy of a family: `lru`, or `{ policy: lru, ...options }`. */
  policy(family: string): Schema<PolicyConfig>;
  /** A list of steps. */
  steps(): Schema<readonly StepConfig[]>;
}

/** A step as a Model carries it: the one step key, what it was given, and what surrounds every step. */
export interface StepConfig {
  readonly name: string;
  readonly config: unknown;
  /** Present where the step runs only under a condition. */
  readonly if?: unknown;
  /** The name under which later expressions find the result. */
  readonly as?: string;
  /** What runs instead where the condition does not hold or the step failed. */
  readonly else?: readonly StepConfig[];
}

/** Everything that a scenario can name, with its configuration. */
export interface Definition<Config, Thing, Dependencies extends unknown[] = []> extends Described {
  readonly engines: readonly EngineName[];
  schema(vocabulary: Vocabulary): Schema<Config>;
  create(config: Config, ...dependencies: Dependencies): Thing;
}
