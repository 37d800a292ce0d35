import { NEVER } from '../core/time.js';
import type { Vocabulary } from '../language/definition.js';
import type { Infer, Schema } from '../language/schema.js';
import { distribution } from '../language/schemas/amounts.js';
import { choice, count, duration, flag, name, number, text } from '../language/schemas/scalars.js';
import { defaulted, either, object, optional, record, required, transform, word } from '../language/schemas/structures.js';
import { arrivalsSchema } from './arrivals/arrivals-schema.js';
import { keys } from './keys/keys-schema.js';
import { users } from './users-schema.js';
import type { MixEntry, WorkloadConfig } from './workload-config.js';

/** What a workload does where the scenario does not say. */
export const DEFAULT_OPERATION = 'read';

/** `95`, or `{ weight: 5, size: 2KB, priority: 1, idempotency-key: true }`. */
const mixEntry: Schema<MixEntry> = either({
  scalar: transform(number(), (weight) => ({ weight, size: undefined, priority: 0, 'idempotency-key': false })),
  map: object({
    weight: required(number(), 'How often, relative to the other operations.'),
    size: optional(distribution('size'), 'What such a request weighs.'),
    priority: defaulted(count(), '0', 'Larger goes first where the discipline is `priority`.'),
    'idempotency-key': defaulted(flag(), 'false', 'Whether the target may recognize a request that it has seen before.'),
  }),
});

const mix = transform(record(mixEntry, { keys: name() }), (entries, source, reader) => {
  const total = Object.values(entries).reduce((sum, entry) => sum + entry.weight, 0);
  return total > 0 ? entries : reader.report(source, 'the weights of a mix add up to 0', 'give at least one operation a weight');
});

const target = transform(name(), (value, source, reader) => {
  reader.references.push({ kind: 'node', text: value, at: source.at });
  return value;
});

function written(vocabulary: Vocabulary) {
  const limit = word('none', NEVER, duration({ minExclusive: 0 }));
  return object({
    target: required(target, 'The node to which requests are sent.'),
    arrivals: required(arrivalsSchema(), 'When requests are due.'),
    mix: optional(mix, 'Operations and how often each is asked for; by default every request is a read.'),
    keys: optional(keys(vocabulary), 'Which keys the requests are about; by default all are about key 0.'),
    size: optional(distribution('size'), 'What a request weighs; by default nothing.'),
    sizes: optional(record(distribution('size'), { keys: name() }), 'What a request weighs, by operation.'),
    users: optional(users, 'Who sends the requests: a count, or { count, pick }; by default nobody in particular.'),
    timeout: defaulted(limit, 'none', 'How long after it was due a request is given up.'),
    deadline: defaulted(
      limit,
      'none',
      'How long after it was due nobody needs its answer any more, which everybody on the way knows.',
    ),
    'late-replies': defaulted(
      choice('discard', 'accept'),
      'discard',
      'Whether a request is over at its timeout, or is only counted and still waits for its answer until the deadline.',
    ),
    policy: optional(
      vocabulary.policy('balancing'),
      'Which replica a request goes to where the target leaves that to its callers.',
    ),
    'max-in-flight': defaulted(
      word('unlimited', Number.POSITIVE_INFINITY, count({ min: 1 })),
      'unlimited',
      'Requests under way at once; the next that is due fails with 503 and is not sent.',
    ),
    'operations-from': optional(
      record(name(), { keys: text() }),
      'Which operation a recorded method stands for, such as { POST: read }; "*" is every method that is not listed. Without it, the others keep their usual meanings.',
    ),
  });
}

/** One workload of a scenario. */
export function workloadSchema(vocabulary: Vocabulary): Schema<WorkloadConfig> {
  return transform(written(vocabulary), toConfig);
}

function toConfig(values: Infer<ReturnType<typeof written>>): WorkloadConfig {
  return {
    ...values,
    mix: values.mix ?? {
      [DEFAULT_OPERATION]: { weight: 1, size: undefined, priority: 0, 'idempotency-key': false },
    },
    sizes: values.sizes ?? {},
    'operations-from': values['operations-from'] ?? {},
  };
}
