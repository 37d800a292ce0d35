import type { HostId, NodeId, OperationId } from '../core/ids.js';
import type { Bytes, Nanoseconds } from '../core/time.js';
import type { DistributionConfig } from '../random/distribution.js';
import type { RandomStream } from '../random/stream.js';

/** All that a fault or a change may do. Each engine implements it. */
export interface World {
  crash(host: HostId): void;
  start(host: HostId): void;
  pause(host: HostId): void;
  resume(host: HostId): void;
  /** 1 is normal, 0.5 takes twice as long. */
  setSpeed(host: HostId, factor: number): void;
  setClock(host: HostId, offset: Nanoseconds, drift: number): void;
  /** One direction; null heals. */
  setLink(from: HostId, to: HostId, change: LinkChange | null): void;
  /** Add a shard, drain, deploy, change a setting. */
  tell(to: NodeId, operation: OperationId, body: object | null): void;
}

/** What is done to a link on top of what it is: `delay` is added, `bandwidth` (bytes per second) replaces, `loss` is a probability. */
export interface LinkChange {
  readonly delay: DistributionConfig | null;
  readonly loss: number;
  readonly blocked: boolean;
  readonly bandwidth: Bytes | null;
}

export interface Action {
  begin(world: World, targets: ActionTargets, random: RandomStream): void;
  /** When the fault's `for` is over. */
  end?(world: World, targets: ActionTargets): void;
}

/** What the address of a fault or change stands for, resolved. */
export interface ActionTargets {
  readonly hosts: readonly HostId[];
  /** Directed pairs, for links. */
  readonly links: readonly (readonly [from: HostId, to: HostId])[];
}
