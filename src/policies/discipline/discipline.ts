import type { Definition } from '../../language/definition.js';
import type { Queued } from './queued.js';

/** In which order those who wait are served. */
export interface Discipline {
  /** How many wait. */
  readonly length: number;
  /** Whether nobody waits in line because all present share the processors. */
  readonly sharing: boolean;
  add(job: Queued): void;
  /** The next to be served, taken out; null when nobody waits. */
  take(): Queued | null;
  /** Takes out somebody who is waiting and gave up. */
  remove(job: Queued): void;
}

export type DisciplineDefinition<Config = unknown> = Definition<Config, Discipline>;
