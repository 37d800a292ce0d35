import type { Described } from '../core/definition.js';
import type { RandomStream } from './stream.js';
import type { Sampler } from './sampler.js';

/**
 * What an argument measures. `value` has the dimension of what is drawn (a duration for `compute`, a size for `sizes`);
 * `file` is a path whose numbers the scenario loader puts into `DistributionConfig.values`.
 */
export type ParameterDimension = 'value' | 'count' | 'ratio' | 'number' | 'file';

export interface Parameter {
  readonly name: string;
  readonly dimension: ParameterDimension;
  readonly summary: string;
}

/** A distribution as a Model carries it: plain data, arguments in base units (nanoseconds, bytes, ratios as 0..1). */
export interface DistributionConfig {
  readonly name: string;
  readonly arguments: readonly number[];
  readonly values?: Float64Array;
}

export interface DistributionDefinition extends Described {
  readonly parameters: readonly Parameter[];
  /** Why these arguments make no distribution, or undefined when they do. */
  check(config: DistributionConfig): string | undefined;
  /** In the base unit of what is drawn; Infinity where there is none. */
  mean(config: DistributionConfig): number;
  /** In the square of that unit; Infinity where there is none. Theory says nothing of a distribution without it. */
  variance?(config: DistributionConfig): number;
  /** The probability of at most x, for x > 0; theory knows the moments only of a distribution without it. */
  cumulative?(config: DistributionConfig, x: number): number;
  create(config: DistributionConfig, stream: RandomStream): Sampler;
}
