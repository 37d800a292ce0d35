import type { Position } from '../core/problem.js';
import type { Nanoseconds } from '../core/time.js';
import type { Address, Link } from '../language/address.js';
import type { Source } from '../language/source.js';
import type { DistributionConfig } from '../random/distribution.js';

/** One arm of a scenario, read and checked key by key; names are not looked up yet. */
export interface Scenario {
  readonly title: string;
  readonly about: string | undefined;
  /** The claims that it demonstrates, such as `C-19`. */
  readonly shows: readonly string[];
  readonly seed: number;
  /** Absent where a replay gives it. */
  readonly duration: Nanoseconds | undefined;
  readonly warmup: Nanoseconds;
  readonly drain: Nanoseconds;
  readonly trials: number;
  readonly workloads: Readonly<Record<string, WorkloadSettings>>;
  readonly nodes: Readonly<Record<string, NodeSettings>>;
  readonly network: NetworkSettings;
  readonly links: Readonly<Record<string, LinkSettings>>;
  readonly faults: Readonly<Record<string, ActionSettings>>;
  readonly changes: Readonly<Record<string, ActionSettings>>;
  readonly expect: readonly WrittenExpectation[];
  /** undefined where it says nothing of a live run. */
  readonly live: LiveSection | undefined;
  /** How closely the engines must agree. */
  readonly agreement: readonly AgreementBound[];
}

/** How a scenario is to run on this machine. */
export interface LiveSection {
  /** Which share of the load arrives, 0..1. */
  readonly rate: number;
  /** Whether what computes keeps a core busy, or only waits as long. */
  readonly work: 'spin' | 'sleep';
  /** undefined: as many as the machine has cores for. */
  readonly threads: number | undefined;
  /** By node: the port of its first instance; the others follow. */
  readonly ports: Readonly<Record<string, number>>;
  /** Instead of the scenario's own. */
  readonly duration: Nanoseconds | undefined;
  readonly warmup: Nanoseconds | undefined;
}

interface Placed {
  readonly at: Position;
  /** What stands under its name. */
  readonly source: Source;
  readonly kind: string;
  readonly config: unknown;
  /** Instance i stands in zone i mod n; empty where no zone was given. */
  readonly zones: readonly string[];
}

export type WorkloadSettings = Placed;

export interface NodeSettings extends Placed {
  readonly inside: { readonly name: string; readonly at: Position } | undefined;
  readonly whenDown: 'refuse' | 'silent';
  readonly callCycles: 'forbidden' | 'allowed';
  /** In the order of their specificity: single instances override ranges. */
  readonly instances: readonly InstanceSettings[];
}

export interface InstanceSettings {
  readonly from: number;
  readonly to: number;
  readonly speed: number;
  readonly at: Position;
}

export interface NetworkSettings {
  /** null: hops take no time. */
  readonly base: LinkSettings | null;
  readonly unreachableAfter: Nanoseconds;
}

/** What is undefined is taken from the next less specific link. */
export interface LinkSettings {
  readonly latency?: DistributionConfig | undefined;
  readonly bandwidth?: number | undefined;
  readonly loss?: number | undefined;
}

export interface ActionSettings {
  readonly at: Position;
  readonly kind: string;
  readonly config: unknown;
  readonly begins: Nanoseconds;
  readonly lasts: Nanoseconds;
  readonly every: Nanoseconds | null;
  readonly target: ActionTarget;
}

export type ActionTarget = { readonly text: string; readonly at: Position } & (
  | { readonly type: 'hosts'; readonly address: Address }
  | { readonly type: 'links'; readonly link: Link }
);

export interface WrittenExpectation {
  readonly text: string;
  readonly at: Position;
}

/** How far engines may lie apart in one metric; of several measures the widest counts. */
export interface AgreementBound {
  /** As written: `latency.mean`, `products.hit-ratio`, `shoppers[read].latency.p95`. */
  readonly metric: string;
  readonly at: Position;
  readonly text: string;
  /** Of the figure of the virtual engine, 0..1. */
  readonly share: number;
  /** Of a share, 0..1: 2 points are 0.02. */
  readonly points: number;
  readonly duration: Nanoseconds;
}
