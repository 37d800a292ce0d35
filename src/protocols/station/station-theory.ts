import type { Activity } from '../../environment/activity.js';
import type { StationTheory } from '../../environment/station-theory.js';
import type { Amount } from '../../language/schemas/amounts.js';
import { drawn } from './drawn-activity.js';
import type { StationFields } from './station-fields.js';

/** What the keys of a station mean to theory, on kinds that only hold a worker for some time. */
export function stationTheory(fields: StationFields): Omit<StationTheory, 'activities' | 'picks'> {
  return {
    workers: fields.workers ?? Infinity,
    cores: Infinity,
    queue: fields.queue,
    discipline: fields.discipline,
    holdsWorker: true,
    abandons: fields['abandoned-work'] === 'cancel',
  };
}

/** A service time: it occupies no core, but a slow host stretches it. */
export function servedFor(amount: Amount): Activity {
  return drawn(amount, (distribution) => ({ type: 'wait', amount: distribution, stretched: true }));
}
