import type { PolicyConfig } from '../../core/definition.js';
import type { Vocabulary } from '../../language/definition.js';
import { amount, type Amount } from '../../language/schemas/amounts.js';
import { choice, count } from '../../language/schemas/scalars.js';
import { defaulted, optional, word } from '../../language/schemas/structures.js';
import type { AbandonedWork } from './station-node.js';
import type { StationConfig } from './station.js';

/** The keys that mean the same on every kind with a station. */
export function stationFields(vocabulary: Vocabulary) {
  return {
    workers: optional(
      word('unlimited', Infinity, count({ min: 1 })),
      'Requests in progress at once, per instance; unlimited without it',
    ),
    queue: defaulted(
      word('unlimited', Infinity, count()),
      'unlimited',
      'Places to wait, per instance; the next request is rejected with 503',
    ),
    discipline: defaulted(vocabulary.policy('discipline'), 'fifo', 'In which order those who wait are served'),
    'abandoned-work': defaulted(
      choice('continue', 'cancel'),
      'continue',
      'Whether a request that nobody waits for any more is finished all the same',
    ),
  };
}

/** For kinds that only hold a worker for some time, without computing. */
export function serviceTimeField() {
  return {
    'service-time': defaulted(amount('duration'), '0ms', 'How long a request holds a worker, without occupying a core'),
  };
}

export interface StationFields {
  readonly workers: number | undefined;
  readonly queue: number;
  readonly discipline: PolicyConfig;
  readonly 'abandoned-work': AbandonedWork;
}

export interface ServiceTimeFields {
  readonly 'service-time': Amount;
}

export function stationConfig(fields: StationFields, cores = Infinity): StationConfig {
  return { workers: fields.workers ?? Infinity, cores, queue: fields.queue, discipline: fields.discipline };
}
