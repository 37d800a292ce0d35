import type { EngineName } from '../core/definition.js';
import type { Unit } from './declaration.js';
import type { TheoryNotes } from './theory-notes.js';

export const VERIFY_SCHEMA_VERSION = 1;

/** pass: within its bound, or nothing was bounded. fail: beyond. unknown: a run that should have told could not. */
export type AgreementVerdict = 'pass' | 'fail' | 'unknown';

/** What the three engines say of one scenario, side by side. */
export interface VerifyResult {
  readonly schemaVersion: typeof VERIFY_SCHEMA_VERSION;
  /** The scenario's title. */
  readonly scenario: string;
  readonly seed: number;
  /** How often each arm ran in the virtual and in the live engine, each time under the same seed in both. */
  readonly runs: number;
  readonly verdict: AgreementVerdict;
  readonly arms: readonly VerifyArm[];
}

export interface VerifyArm {
  readonly name: string;
  readonly settings: string;
  /** How many of the live runs can be believed. */
  readonly validRuns: number;
  /** Why there is nothing of the live engine, or less than there should be; whole sentences. */
  readonly findings: readonly string[];
  readonly rows: readonly VerifyRow[];
  readonly theory: TheoryNotes;
}

/** One metric, by engine: medians over the runs; null where an engine says nothing. */
export interface VerifyRow {
  /** `shoppers.latency.p95` */
  readonly metric: string;
  readonly unit: Unit;
  readonly figures: Readonly<Record<EngineName, number | null>>;
  /** How far the first lies from the second, as a share of the second; null where one of them says nothing. */
  readonly errors: {
    readonly live: number | null;
    readonly theory: number | null;
    readonly liveFromTheory: number | null;
  };
  /** As written in the scenario; null where nothing was asked. */
  readonly bound: string | null;
  /** Of the live engine and of theory against the virtual one; null where that is not judged. */
  readonly verdicts: { readonly live: AgreementVerdict | null; readonly theory: AgreementVerdict | null };
}
