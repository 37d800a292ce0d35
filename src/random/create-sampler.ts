import { assert } from '../core/assert.js';
import type { DistributionConfig, DistributionDefinition } from './distribution.js';
import { distributions } from './distributions/registry.js';
import type { Sampler } from './sampler.js';
import type { RandomStream } from './stream.js';

/** The sampler of a distribution that was checked when the scenario was read. */
export function createSampler(config: DistributionConfig, stream: RandomStream): Sampler {
  return definitionOf(config).create(config, stream);
}

/** In the base unit of what is drawn; Infinity where there is none. */
export function meanOf(config: DistributionConfig): number {
  return definitionOf(config).mean(config);
}

/** In the square of that unit; Infinity where there is none, NaN where nobody knows. */
export function varianceOf(config: DistributionConfig): number {
  return definitionOf(config).variance?.(config) ?? Number.NaN;
}

/** The probability of at most x > 0; undefined where nobody knows. */
export function cumulativeOf(config: DistributionConfig): ((x: number) => number) | undefined {
  const definition = definitionOf(config);
  return definition.cumulative === undefined ? undefined : (x) => definition.cumulative!(config, x);
}

/** Whether it has no memory, under whatever name: a gamma of shape 1 has none either. */
export function isExponential(config: DistributionConfig): boolean {
  const cumulative = cumulativeOf(config);
  const mean = meanOf(config);
  if (cumulative === undefined || !(mean > 0)) return false;
  return [0.1, 0.5, 1, 2, 4].every((x) => Math.abs(cumulative(x * mean) + Math.expm1(-x)) < 1e-12);
}

function definitionOf(config: DistributionConfig): DistributionDefinition {
  const definition = distributions.get(config.name);
  assert(definition !== undefined, `there is no distribution named ${config.name}`);
  return definition;
}
