import { parseLink } from '../../language/address.js';
import type { Schema } from '../../language/schema.js';
import { distribution } from '../../language/schemas/amounts.js';
import { bandwidth, choice, duration, share, text } from '../../language/schemas/scalars.js';
import { defaulted, either, object, optional, record, transform } from '../../language/schemas/structures.js';
import { SECOND } from '../../core/time.js';
import type { LinkSettings, NetworkSettings } from '../scenario.js';

const linkFields = {
  latency: optional(distribution('duration'), 'One way, drawn for each message'),
  bandwidth: optional(bandwidth({ minExclusive: 0 }), 'What a message of a given size takes on top; unlimited when absent'),
  loss: optional(share({ max: 1 }), 'The probability that a message is lost'),
};

/** The keys of `network`; those of a link are the first three and `cost`. */
export const networkKeys = object({
  ...linkFields,
  'unreachable-after': defaulted(duration(), '30s', 'When a call without a deadline is given up whose message was lost'),
});

/** `none`, or what every hop between hosts costs unless `links` says otherwise. */
export const networkSchema: Schema<NetworkSettings> = either({
  scalar: transform(choice('none'), (): NetworkSettings => ({ base: null, unreachableAfter: 30 * SECOND })),
  map: transform(networkKeys, ({ latency, bandwidth: width, loss, 'unreachable-after': unreachableAfter }): NetworkSettings => ({
    base: { latency, bandwidth: width, loss },
    unreachableAfter,
  })),
});

const pair: Schema<string> = transform(text(), (written, source, reader) => {
  const parsed = parseLink(written);
  if ('problem' in parsed) return reader.report(source, parsed.problem, parsed.hint);
  reader.references.push({ kind: 'link', text: written, at: source.at });
  return written;
});

const COST = /^\d+(\.\d+)?\/(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)$/;
const cost: Schema<string> = transform(text(), (written, source, reader) =>
  COST.test(written) ? written : reader.report(source, 'expected what traffic costs', 'write 0.09/GB'),
);

/** From pairs of addresses, `a -> b` or `a <-> b`, to what the way between them is like. */
export const linksSchema: Schema<Readonly<Record<string, LinkSettings>>> = record(
  object({ ...linkFields, cost: optional(cost, 'What its traffic costs, for example 0.09/GB') }),
  { keys: pair },
);
