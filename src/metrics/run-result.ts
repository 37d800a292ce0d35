import type { EngineName } from '../core/definition.js';
import type { MachineResult } from './machine-result.js';
import type { InvariantResult } from './measurements.js';
import type { Unit } from './declaration.js';
import type { TheoryNotes } from './theory-notes.js';

export const RESULT_SCHEMA_VERSION = 1;

/** What one scenario gave: plain data, from which every report is made. Holds no clock time, host, path or process id. */
export interface RunResult {
  readonly schemaVersion: typeof RESULT_SCHEMA_VERSION;
  /** The scenario's title. */
  readonly scenario: string;
  readonly engine: EngineName;
  readonly seed: number;
  /** How many times each arm ran, with seeds derived from `seed`. */
  readonly trials: number;
  /** The confidence level of every `low` and `high`, such as 0.95; absent where there was one trial. */
  readonly confidence?: number;
  /** Whether the run was stopped before its end: everything here then covers the time until then. */
  readonly interrupted: boolean;
  readonly verdict: Verdict;
  /** In the order in which the scenario lists them; sorted by name in JSON. */
  readonly arms: readonly ArmResult[];
  readonly expectations: readonly ExpectationResult[];
  /** Of every arm and trial where it is broken; once for all where it holds. */
  readonly invariants: readonly InvariantResult[];
}

/**
 * pass: holds. fail: does not. vacuous: there was nothing to judge, such as no request. unknown: an interrupted run, or
 * trials whose interval lies on both sides of the bound.
 */
export type Verdict = 'pass' | 'fail' | 'vacuous' | 'unknown';

export interface ExpectationResult {
  /** As written. */
  readonly text: string;
  readonly verdict: Verdict;
  /** The figures on both sides, by arm where there are several. */
  readonly observed: string;
}

export interface ArmResult {
  /** `base` where the scenario has no arms. */
  readonly name: string;
  /** What the arm changes, on one line; empty where it changes nothing. */
  readonly settings: string;
  readonly subjects: readonly SubjectResult[];
  /** The part of the time that was measured, in ms since the start. */
  readonly measured: { readonly from: number; readonly to: number };
  /** Over the measured time: `shoppers.latency.p99`, `shoppers[read].latency.p99`, `api/2.utilization`. */
  readonly metrics: MetricTable;
  /** The same, of requests that were due in a window and of what happened in it: `during(outage)`. */
  readonly windows: Readonly<Record<string, MetricTable>>;
  readonly actions: readonly ActionResult[];
  readonly series: readonly Series[];
  readonly warnings: readonly string[];
  /** What the machine did meanwhile, of a live run only: the one part that is another in each run. */
  readonly machine?: MachineResult;
  /** Of theory only: upon what its figures rest, and what it says nothing about. */
  readonly theory?: TheoryNotes;
  /** The traced request; absent when none was asked for. */
  readonly trace?: TraceResult;
}

export type MetricTable = Readonly<Record<string, MetricValue>>;

/** Durations in ms, sizes in bytes, rates per second, shares 0..1. With several trials: their mean, and its confidence interval. */
export interface MetricValue {
  readonly value: number;
  readonly unit: Unit;
  readonly low?: number;
  readonly high?: number;
}

/** A workload or node, so that a report knows what to make of its metrics. */
export interface SubjectResult {
  readonly name: string;
  /** A node kind, or `workload`. */
  readonly kind: string;
  readonly instances: readonly string[];
  /** Those that occurred, of workloads only. */
  readonly operations: readonly string[];
}

/** One occurrence of a fault or change, in ms since the start. */
export interface ActionResult {
  readonly name: string;
  readonly family: 'fault' | 'change';
  readonly kind: string;
  readonly from: number;
  /** null where it lasts to the end. */
  readonly to: number | null;
}

/** One metric over the whole run, the time before and after what is measured included. */
export interface Series {
  /** `shoppers.latency.p99` */
  readonly name: string;
  readonly unit: Unit;
  /** Width of a bucket, in ms. */
  readonly width: number;
  /** null where there was nothing to measure. */
  readonly values: readonly (number | null)[];
}

/** Where one request went and where it waited. Times in ms since the start. */
export interface TraceResult {
  /** `shoppers/1234` */
  readonly request: string;
  readonly hops: readonly HopResult[];
}

/** One hop, with null for what did not happen. */
export interface HopResult {
  readonly from: string;
  readonly to: string;
  readonly operation: string;
  readonly sentAt: number;
  readonly arrivedAt: number | null;
  readonly answeredAt: number | null;
  readonly returnedAt: number | null;
  readonly status: number;
  readonly waiting: number;
  readonly service: number;
  readonly network: number;
}
