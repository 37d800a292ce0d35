import type { Key } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Definition } from '../../language/definition.js';
import type { ArrivalLaw } from '../../theory/arrival-law.js';
import type { RandomStream } from '../../random/stream.js';
import type { TargetSet } from './target-set.js';

/** Spreads requests over targets 0 .. count - 1; one per caller, which knows only of what it sent itself. */
export interface Balancer {
  /** One of those that may be picked; NOBODY where there is none. */
  pick(key: Key, session: number): number;
  /** The picked request leaves. */
  sent(target: number): void;
  /** It is over, however it ended. */
  returned(target: number, ok: boolean, latency: Nanoseconds): void;
}

/** What is picked where no target may be. */
export const NOBODY = -1;

/** What a policy may know of its caller's surroundings. */
export interface BalancingContext {
  readonly targets: TargetSet;
  /** For error messages: whose targets they are. */
  readonly name: string;
  now(): Nanoseconds;
  /** At creation only. */
  stream(purpose: string): RandomStream;
  /** A 32-bit hash of a key's text. */
  hash(key: Key): number;
}

export interface BalancingDefinition<Config = unknown> extends Definition<Config, Balancer, [BalancingContext]> {
  /** What theory may build upon; absent where it can say nothing. */
  theory?(config: Config, count: number): BalancingTheory;
}

/** How a policy spreads a stream of arrivals. */
export type BalancingTheory =
  /** The key alone decides. */
  | { readonly type: 'by-key' }
  | {
      readonly type: 'shares';
      /** Of each target; they add up to 1. */
      readonly shares: readonly number[];
      /** What a target with this share sees of the arrivals. */
      arrivals(share: number, whole: ArrivalLaw): ArrivalLaw;
    }
  /** How busy the targets are decides; all get the same share in the long run. */
  | {
      readonly type: 'by-state';
      /** The mean sojourn time in service times at single exponential servers with random arrivals, where it is known. */
      readonly sojourn: ((utilization: number) => number) | null;
      /** Whose result that is. */
      readonly form: string;
    };
