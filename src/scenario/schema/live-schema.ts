import type { Schema } from '../../language/schema.js';
import { choice, count, duration, name, share } from '../../language/schemas/scalars.js';
import { defaulted, object, optional, record, transform } from '../../language/schemas/structures.js';
import type { LiveSection } from '../scenario.js';

const LAST_PORT = 65_535;
const MOST_THREADS = 256;

const node: Schema<string> = transform(name(), (text, { at }, reader) => {
  reader.references.push({ kind: 'node', text, at });
  return text;
});

const port = transform(count({ min: 1 }), (number, source, reader) =>
  number <= LAST_PORT ? number : reader.report(source, `the last port is ${LAST_PORT}`),
);

const ports = transform(record(port, { keys: node }), (found, source, reader) => {
  const names = Object.keys(found);
  for (const [index, one] of names.entries()) {
    const other = names.slice(index + 1).find((candidate) => found[candidate] === found[one]);
    if (other !== undefined) {
      return reader.report(source.at, `${one} and ${other} have the same port ${found[one]}`, 'give each a port of its own');
    }
  }
  return found;
});

/** The section `live:`. What it says of durations is held against the scenario's own when a live run is asked for. */
export const liveSchema: Schema<LiveSection> = object({
  rate: defaulted(share({ minExclusive: 0 }), '100%', 'Which share of the load arrives, so that it fits this machine'),
  work: defaulted(choice('spin', 'sleep'), 'spin', 'Whether `compute` keeps a core busy, or only waits as long'),
  threads: optional(
    count({ min: 1, max: MOST_THREADS }),
    'In how many threads the nodes run, besides that of the workloads; one less than the machine has cores without it',
  ),
  ports: defaulted(ports, {}, 'By node, the port on which its first instance listens; the next has the next port'),
  duration: optional(duration({ minExclusive: 0 }), 'How long requests arrive in a live run; the duration without it'),
  warmup: optional(duration(), 'What happens before this instant of a live run is not measured; the warmup without it'),
});
