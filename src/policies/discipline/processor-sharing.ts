import { object } from '../../language/schemas/structures.js';
import { door, shared } from '../../theory/lines/shared.js';
import type { Discipline, DisciplineDefinition } from './discipline.js';
import type { Queued } from './queued.js';
import { WaitingLine } from './waiting-line.js';

/** Only who gave up its worker during a call ever stands in this line, and never for longer than an instant. */
class ProcessorSharing extends WaitingLine implements Discipline {
  readonly sharing = true;

  take(): Queued | null {
    return this.takeFirst();
  }
}

export const processorSharing: DisciplineDefinition<object> = {
  name: 'processor-sharing',
  summary: 'Nobody waits: all present share the processors equally, as under a time-slicing scheduler.',
  reference: 'Kleinrock, Time-shared Systems: a Theoretical Treatment, 1967',
  engines: ['virtual', 'theory'],
  schema: () => object({}),
  theory: { workers: door, cores: shared },
  create: () => new ProcessorSharing(),
};
