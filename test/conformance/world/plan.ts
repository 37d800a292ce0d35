import type { Nanoseconds } from '../../../src/core/time.js';
import type { HostModel, KeyModel, LinkModel, ProcessorModel } from '../../../src/environment/model.js';
import type { Action } from '../../../src/environment/world.js';
import type { Behaviour } from './behaviour.js';

/** A small world of scripted nodes, from which a Model is made. */
export interface Plan {
  readonly nodes: Readonly<Record<string, NodePlan>>;
  /** 0 where it is left out. */
  readonly seed?: number;
  /** A second where it is left out. */
  readonly duration?: Nanoseconds;
  readonly drain?: Nanoseconds;
  readonly operations?: readonly string[];
  readonly keys?: KeyModel;
  /** Between hosts, where nothing more specific is said; hops take no time at all where it is left out. */
  readonly link?: Partial<LinkModel>;
  /** By `from -> to`, names of hosts. */
  readonly links?: Readonly<Record<string, Partial<LinkModel>>>;
  /** 300 ms where it is left out. */
  readonly unreachableAfter?: Nanoseconds;
  readonly actions?: readonly ActionPlan[];
}

export interface NodePlan extends Behaviour {
  /** The host that it shares with others; one of its own, of the same name, where it is left out. */
  readonly host?: string;
  readonly whenDown?: HostModel['whenDown'];
  /** Cores are unlimited where they are left out. */
  readonly processor?: Partial<ProcessorModel>;
  readonly durable?: boolean;
  /** The end of a run waits for the calls of those who ask on their own account, as a workload does. */
  readonly asks?: boolean;
}

export interface ActionPlan {
  /** The name of a fault, or an action of the test's own. */
  readonly fault: string | Action;
  readonly config?: unknown;
  readonly at: Nanoseconds;
  /** To the end where it is left out. */
  readonly for?: Nanoseconds;
  readonly every?: Nanoseconds;
  readonly hosts?: readonly string[];
  /** As `from -> to`. */
  readonly links?: readonly string[];
}
