import type { PolicyConfig } from '../core/definition.js';
import type { Nanoseconds } from '../core/time.js';
import type { Status } from '../core/status.js';
import type { DistributionConfig } from '../random/distribution.js';

/**
 * What a request goes through at a node, in terms of chance: plain data that kinds and steps tell of themselves, and that the theory
 * engine composes. Whatever has no chance that can be known beforehand is `unknown`, with the reason.
 */
export type Activity =
  /** Occupies a core. */
  | { readonly type: 'compute'; readonly amount: DistributionConfig }
  /** Only takes time. `stretched` where a slow host takes longer for it. */
  | { readonly type: 'wait'; readonly amount: DistributionConfig; readonly stretched: boolean }
  | CallActivity
  /** Reads a cache: what follows depends on whether it had the key. */
  | {
      readonly type: 'lookup';
      readonly call: CallActivity;
      readonly found: readonly Activity[];
      readonly missing: readonly Activity[];
    }
  /** One way: it costs the sender nothing. */
  | { readonly type: 'tell'; readonly call: CallActivity }
  | { readonly type: 'choose'; readonly options: readonly WeightedActivities[] }
  | { readonly type: 'repeat'; readonly times: number; readonly activities: readonly Activity[] }
  | { readonly type: 'parallel'; readonly branches: readonly (readonly Activity[])[] }
  /** What follows where the first part fails, which then counts as done. */
  | { readonly type: 'attempt'; readonly activities: readonly Activity[]; readonly otherwise: readonly Activity[] }
  /** The end of it all. */
  | { readonly type: 'respond'; readonly status: Status }
  /** `onlyTime` where it is known how often what follows happens, but not how long this takes. */
  | { readonly type: 'unknown'; readonly reason: string; readonly onlyTime?: boolean };

export interface CallActivity {
  readonly type: 'call';
  readonly to: string;
  /** null passes on the operation in which it stands. */
  readonly operation: string | null;
  /** Whether it is about the key of the request behind it; any other key is calculated, and so not known. */
  readonly sameKey: boolean;
  /** Infinity where the caller waits for as long as it takes. */
  readonly timeout: Nanoseconds;
  /** How to pick among the instances of the target; undefined leaves it to the target's kind. */
  readonly policy: PolicyConfig | undefined;
}

export interface WeightedActivities {
  /** All of one choice add up to 1. */
  readonly probability: number;
  readonly activities: readonly Activity[];
}
