import type { NodeId, OperationId } from '../core/ids.js';
import type { Status } from '../core/status.js';
import type { Nanoseconds } from '../core/time.js';
import type { MachineMeasurements } from './machine-result.js';
import type { Recorder } from './recorder.js';
import type { Timeline } from './timeline.js';

/** All that one engine measured while it ran one Model. */
export interface Measurements {
  readonly timeline: Timeline;
  /** By NodeId. */
  readonly recorders: readonly Recorder[];
  readonly invariants: readonly InvariantResult[];
  /** The path of the traced request, in the order in which its hops were sent; empty when none was asked for. */
  readonly hops: readonly Hop[];
  /** When the run really ended: after the drain, or early because it was interrupted. */
  readonly endedAt: Nanoseconds;
  readonly interrupted: boolean;
  /** What a reader must know of how it was measured; whole sentences. */
  readonly warnings?: readonly string[] | undefined;
  /** Of the machine that it ran on; absent where time was simulated. */
  readonly machine?: MachineMeasurements | undefined;
}

/** Something that must hold in every run: conservation of requests, Little's law, what a node checks of itself. */
export interface InvariantResult {
  readonly name: string;
  readonly subject: string;
  readonly holds: boolean;
  /** The figures on both sides. */
  readonly detail: string;
}

/** One request on one hop, with when it was where. NaN for what did not happen. */
export interface Hop {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly operation: OperationId;
  readonly sentAt: Nanoseconds;
  readonly arrivedAt: Nanoseconds;
  readonly answeredAt: Nanoseconds;
  readonly returnedAt: Nanoseconds;
  readonly status: Status;
  readonly waiting: Nanoseconds;
  readonly service: Nanoseconds;
  readonly network: Nanoseconds;
}
