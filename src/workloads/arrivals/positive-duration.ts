import type { Schema } from '../../language/schema.js';
import { distribution } from '../../language/schemas/amounts.js';
import { transform } from '../../language/schemas/structures.js';
import { meanOf } from '../../random/create-sampler.js';
import type { DistributionConfig } from '../../random/distribution.js';

/** A distribution of durations that are not all zero: else time would stand still. */
export function positiveDuration(): Schema<DistributionConfig> {
  return transform(distribution('duration'), (value, source, reader) =>
    meanOf(value) > 0 ? value : reader.report(source, 'this duration is always 0, so that time would stand still'),
  );
}
