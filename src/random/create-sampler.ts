import { assert } from '../core/assert.js';
import type { DistributionConfig } from './distribution.js';
import { distributions } from './distributions/registry.js';
import type { Sampler } from './sampler.js';
import type { RandomStream } from './stream.js';

/** The sampler of a distribution that was checked when the scenario was read. */
export function createSampler(config: DistributionConfig, stream: RandomStream): Sampler {
  const definition = distributions.get(config.name);
  assert(definition !== undefined, `there is no distribution named ${config.name}`);
  return definition.create(config, stream);
}

/** In the base unit of what is drawn; Infinity where there is none. */
export function meanOf(config: DistributionConfig): number {
  const definition = distributions.get(config.name);
  assert(definition !== undefined, `there is no distribution named ${config.name}`);
  return definition.mean(config);
}
