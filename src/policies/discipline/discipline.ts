import type { Definition } from '../../language/definition.js';
import type { Line, LineTheory, Unknown } from '../../theory/lines/line.js';
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

/** What theory knows of those who wait under a discipline; each by the strongest form that holds. */
export interface DisciplineTheory {
  /** The line for the workers. */
  readonly workers: (line: Line) => LineTheory | Unknown;
  /** The line of those who have a worker for the cores. */
  readonly cores: (line: Line) => LineTheory | Unknown;
}

export interface DisciplineDefinition<Config = unknown> extends Definition<Config, Discipline> {
  /** Absent where nothing is known. */
  readonly theory?: DisciplineTheory;
}
