import type { HostId, NodeId } from '../core/ids.js';
import type { Bytes, Nanoseconds } from '../core/time.js';
import type { DistributionConfig } from '../random/distribution.js';

/** One arm of a scenario, resolved: plain data that can be sent to another thread and that every engine understands. */
export interface Model {
  /** The scenario's title. */
  readonly title: string;
  readonly arm: string;
  readonly seed: number;
  readonly duration: Nanoseconds;
  /** Before this instant nothing counts towards results. */
  readonly warmup: Nanoseconds;
  /** How long after `duration` those in flight may still finish; 0 leaves them in flight, and counts them as such. */
  readonly drain: Nanoseconds;
  /** Names by OperationId, sorted. */
  readonly operations: readonly string[];
  readonly keys: KeyModel;
  /** By NodeId: sorted by name, then shard, then index. Workloads are among them. */
  readonly instances: readonly InstanceModel[];
  /** By HostId, sorted by name. */
  readonly hosts: readonly HostModel[];
  /** Nodes and workloads by name, sorted. */
  readonly groups: readonly GroupModel[];
  readonly network: NetworkModel;
  /** Sorted by name. */
  readonly actions: readonly ActionModel[];
  /** Every window over which metrics are asked for, beyond the whole measured time. */
  readonly windows: readonly WindowModel[];
  readonly series: { readonly width: Nanoseconds; readonly count: number };
  /** Number of the request to be traced, per workload name; absent when nobody asked. */
  readonly traced?: { readonly workload: string; readonly request: number };
}

/** Keys below `count` are numbers and their own text; `texts[key - count]` is the text of any other. */
export interface KeyModel {
  readonly count: number;
  readonly texts: readonly string[];
}

/** One node or workload as the scenario names it. */
export interface GroupModel {
  readonly name: string;
  /** A node kind's name, or `workload`. */
  readonly kind: string;
  readonly config: unknown;
  /** In the order of their index. */
  readonly instances: readonly NodeId[];
  /** The node inside whose instances these live. */
  readonly inside: string | null;
}

export interface InstanceModel {
  /** `api/2`, `store#3`; the group's own name where there is only one instance. */
  readonly name: string;
  readonly group: number;
  /** Within the group, from 0. */
  readonly index: number;
  readonly host: HostId;
  readonly processor: ProcessorModel;
}

export interface ProcessorModel {
  /** How many pieces of `work` run at once; Infinity is a plain delay. */
  readonly cores: number;
  /** Whether all present work shares the cores, instead of first come, first served. */
  readonly sharing: boolean;
  /** 1 is normal; 0.5 takes twice as long. */
  readonly speed: number;
}

export interface HostModel {
  readonly name: string;
  readonly zone: string | null;
  readonly instances: readonly NodeId[];
  /** Whether a call to it when it is down is refused at once, or stays without an answer. */
  readonly whenDown: 'refuse' | 'silent';
}

export interface NetworkModel {
  /** null: hops between hosts take no time at all. */
  readonly base: LinkModel | null;
  /** Directed; whatever is not listed is `base`. */
  readonly links: readonly { readonly from: HostId; readonly to: HostId; readonly link: LinkModel }[];
  /** When a call that has no deadline, and whose message was lost, is reported as unreachable. */
  readonly unreachableAfter: Nanoseconds;
}

export interface LinkModel {
  readonly latency: DistributionConfig | null;
  /** Bytes per second; null is unlimited. */
  readonly bandwidth: Bytes | null;
  /** The probability that a message is lost. */
  readonly loss: number;
}

/** A fault or a change, when it happens and to whom. */
export interface ActionModel {
  readonly name: string;
  readonly family: 'fault' | 'change';
  /** The name of its definition: `crash`. */
  readonly kind: string;
  readonly config: unknown;
  readonly at: Nanoseconds;
  /** Infinity where it lasts to the end. */
  readonly for: Nanoseconds;
  /** How long from one beginning to the next; null where it happens once. */
  readonly every: Nanoseconds | null;
  readonly hosts: readonly HostId[];
  readonly links: readonly (readonly [from: HostId, to: HostId])[];
}

/** [from, to) of the time in which requests are due. */
export interface WindowModel {
  /** As in an expectation: `during(outage)`, `window(30s, 40s)`. */
  readonly name: string;
  readonly from: Nanoseconds;
  readonly to: Nanoseconds;
}
