import type { NodeId } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';

/** Instances of which any will do for one caller. Who of them may be picked is up to whoever looks after their health. */
export interface Pool {
  /** All others take their number from their place here. */
  readonly instances: readonly NodeId[];
  /** The place of an instance among them. */
  numberOf(instance: NodeId): number;
  /** At construction only: who is left out is never picked. */
  restrict(to: readonly number[]): void;
  /** At construction only: who comes back gets its full share after this time, and before that a share that grows evenly. */
  warmUp(over: Nanoseconds): void;
  /** At construction only: others get what these cannot take, which is `overprovisioning` times their share that is up. */
  prefer(these: readonly number[], overprovisioning: number): void;
  /** It is not picked from now on. */
  exclude(instance: number): void;
  /** It may be picked again. */
  include(instance: number): void;
}
