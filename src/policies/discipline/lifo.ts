import { object } from '../../language/schemas/structures.js';
import { firstCome } from '../../theory/lines/first-come.js';
import { lastCome } from '../../theory/lines/last-come.js';
import type { Discipline, DisciplineDefinition } from './discipline.js';
import type { Queued } from './queued.js';
import { WaitingLine } from './waiting-line.js';

class Lifo extends WaitingLine implements Discipline {
  readonly sharing = false;

  take(): Queued | null {
    return this.takeLast();
  }
}

export const lifo: DisciplineDefinition<object> = {
  name: 'lifo',
  summary: 'Whoever came last is served first: under overload some are served in time instead of all too late.',
  reference: "Facebook's adaptive LIFO: Maurer, Fail at Scale, ACM Queue 2015",
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  theory: { workers: lastCome, cores: firstCome },
  create: () => new Lifo(),
};
