import { object } from '../../language/schemas/structures.js';
import type { Discipline, DisciplineDefinition } from './discipline.js';
import type { Queued } from './queued.js';
import { WaitingLine } from './waiting-line.js';

class Fifo implements Discipline {
  readonly sharing = false;
  readonly #line = new WaitingLine();

  get length(): number {
    return this.#line.length;
  }

  add(job: Queued): void {
    this.#line.append(job);
  }

  take(): Queued | null {
    const job = this.#line.first();
    if (job !== null) this.#line.remove(job);
    return job;
  }

  remove(job: Queued): void {
    this.#line.remove(job);
  }
}

export const fifo: DisciplineDefinition<object> = {
  name: 'fifo',
  summary: 'Whoever came first is served first.',
  reference: 'Kleinrock, Queueing Systems I, 1975',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  create: () => new Fifo(),
};
