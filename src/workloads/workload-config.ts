import type { PolicyConfig } from '../core/definition.js';
import type { Nanoseconds } from '../core/time.js';
import type { DistributionConfig } from '../random/distribution.js';
import type { ArrivalsConfig } from './arrivals/arrivals.js';
import type { KeysConfig } from './keys/keys.js';

/** Who sends which requests to whom, and how long they wait: plain data. */
export interface WorkloadConfig {
  readonly target: string;
  readonly arrivals: ArrivalsConfig;
  /** By operation, sorted. */
  readonly mix: Readonly<Record<string, MixEntry>>;
  /** What a request of an operation weighs. */
  readonly sizes: Readonly<Record<string, DistributionConfig>>;
  /** What any other weighs; undefined is 0 bytes. */
  readonly size: DistributionConfig | undefined;
  /** undefined: every request is about key 0. */
  readonly keys: KeysConfig | undefined;
  /** undefined: nobody in particular. */
  readonly users: UsersConfig | undefined;
  /** From the instant at which a request is due; NEVER for none. */
  readonly timeout: Nanoseconds;
  readonly deadline: Nanoseconds;
  readonly 'late-replies': 'discard' | 'accept';
  readonly policy: PolicyConfig | undefined;
  /** Requests under way at once; the next that is due is rejected by the workload itself. */
  readonly 'max-in-flight': number;
  /** Which operation a recorded method stands for; `*` for any other. */
  readonly 'operations-from': Readonly<Record<string, string>>;
}

export interface MixEntry {
  readonly weight: number;
  readonly size: DistributionConfig | undefined;
  readonly priority: number;
  readonly 'idempotency-key': boolean;
}

export interface UsersConfig {
  readonly count: number;
  /** The exponent of Zipf's law; 0 is uniform. */
  readonly exponent: number;
}
