import { object } from '../../language/schemas/structures.js';
import { firstCome } from '../../theory/lines/first-come.js';
import type { Discipline, DisciplineDefinition } from './discipline.js';
import type { Queued } from './queued.js';
import { WaitingLine } from './waiting-line.js';

class Fifo extends WaitingLine implements Discipline {
  readonly sharing = false;

  take(): Queued | null {
    return this.takeFirst();
  }
}

export const fifo: DisciplineDefinition<object> = {
  name: 'fifo',
  summary: 'Whoever came first is served first.',
  reference: 'Kleinrock, Queueing Systems I, 1975',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  theory: { workers: firstCome, cores: firstCome },
  create: () => new Fifo(),
};
