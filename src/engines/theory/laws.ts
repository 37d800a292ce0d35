import { cumulativeOf, isExponential, meanOf, varianceOf } from '../../random/create-sampler.js';
import type { DistributionConfig } from '../../random/distribution.js';
import { constantLaw, exponentialLaw, type Law, lawOf, scaledLaw } from '../../theory/laws/law.js';

/** Distributions as laws, each worked out once. */
export class Laws {
  readonly #known = new Map<DistributionConfig, Map<number, Law>>();

  /** In nanoseconds; on a host of half the speed it takes twice as long. */
  of(config: DistributionConfig, speed = 1): Law {
    const bySpeed = this.#known.get(config) ?? new Map<number, Law>();
    this.#known.set(config, bySpeed);
    const found = bySpeed.get(speed) ?? scaledLaw(1 / speed, speed === 1 ? made(config) : this.of(config));
    bySpeed.set(speed, found);
    return found;
  }
}

function made(config: DistributionConfig): Law {
  const mean = meanOf(config);
  if (isExponential(config)) return exponentialLaw(mean);
  const variance = varianceOf(config);
  if (variance === 0) return constantLaw(mean);
  const cumulative = cumulativeOf(config);
  return cumulative === undefined ? { mean, variance, masses: null } : lawOf(mean, variance, cumulative);
}
