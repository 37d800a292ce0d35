import type { PolicyConfig } from '../core/definition.js';
import type { Nanoseconds } from '../core/time.js';
import type { DistributionConfig } from '../random/distribution.js';

/** A workload as the theory engine sees it: who asks how often for what. */
export interface TrafficTheory {
  readonly target: string;
  readonly arrivals: ArrivalsTheory | null;
  /** By operation. */
  readonly operations: readonly TrafficOperation[];
  /** How popular each key is, adding up to 1; null where that changes, or is not known. */
  readonly popularity: Float64Array | null;
  /** From when a request is due; Infinity where nobody ever gives up. */
  readonly timeout: Nanoseconds;
  readonly policy: PolicyConfig | undefined;
  /** Why nothing can be said of it, where that is so; for people. */
  readonly unknown: readonly string[];
}

export interface TrafficOperation {
  readonly name: string;
  /** Of the requests. */
  readonly probability: number;
  readonly priority: number;
}

/** A way in which requests arrive that goes on as it began. */
export type ArrivalsTheory =
  | {
      readonly type: 'open';
      /** Per second. */
      readonly rate: number;
      /** Each gap is the sum of so many exponentials: 1 is Poisson, Infinity is regular; null is neither. */
      readonly phases: number | null;
      /** The squared coefficient of variation of the gaps. */
      readonly variation: number;
    }
  | { readonly type: 'closed'; readonly clients: number; readonly think: DistributionConfig };
