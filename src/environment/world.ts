import type { HostId, NodeId, OperationId } from '../core/ids.js';
import type { Bytes, Nanoseconds } from '../core/time.js';
import type { DistributionConfig } from '../random/distribution.js';

/** All that a fault or a change may do. Each engine implements it. */
export interface World {
  /** Crashes add up: a host lives again when each has been ended. Where hosts live in threads, it may take the whole thread with it. */
  crash(host: HostId, takes?: 'host' | 'thread'): void;
  start(host: HostId): void;
  /** A host runs again when no cause holds it any more; a crash ends all that hold it. */
  pause(host: HostId, cause: Action): void;
  resume(host: HostId, cause: Action): void;
  /** 1 is normal, 0.5 takes twice as long, null ends what this cause did. What several causes do is multiplied. */
  setSpeed(host: HostId, cause: Action, factor: number | null): void;
  setClock(host: HostId, offset: Nanoseconds, drift: number): void;
  /** One direction; null heals what this cause did. What several causes do adds up. */
  setLink(from: HostId, to: HostId, cause: Action, change: LinkChange | null): void;
  /** Add a shard, drain, deploy, change a setting. */
  tell(to: NodeId, operation: OperationId, body: object | null): void;
}

/** What is done to a link on top of what it is. */
export interface LinkChange {
  /** Added to the latency of each message. */
  readonly delay?: DistributionConfig;
  /** The probability that a message is lost, on top of the link's own. */
  readonly loss?: number;
  /** Nothing passes. */
  readonly blocked?: boolean;
  /** Bytes per second, where that is less than the link's own. */
  readonly bandwidth?: Bytes;
}

export interface Action {
  begin(world: World, targets: ActionTargets): void;
  /** When the fault's `for` is over. */
  end(world: World, targets: ActionTargets): void;
}

/** What the address of a fault or change stands for, resolved. */
export interface ActionTargets {
  readonly hosts: readonly HostId[];
  /** Directed pairs, for links. */
  readonly links: readonly (readonly [from: HostId, to: HostId])[];
}
