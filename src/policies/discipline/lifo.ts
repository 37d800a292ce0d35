import { object } from '../../language/schemas/structures.js';
import type { Discipline, DisciplineDefinition } from './discipline.js';
import type { Queued } from './queued.js';
import { WaitingLine } from './waiting-line.js';

class Lifo implements Discipline {
  readonly sharing = false;
  readonly #line = new WaitingLine();

  get length(): number {
    return this.#line.length;
  }

  add(job: Queued): void {
    this.#line.append(job);
  }

  take(): Queued | null {
    const job = this.#line.last();
    if (job !== null) this.#line.remove(job);
    return job;
  }

  remove(job: Queued): void {
    this.#line.remove(job);
  }
}

export const lifo: DisciplineDefinition<object> = {
  name: 'lifo',
  summary: 'Whoever came last is served first: under overload some are served in time instead of all too late.',
  reference: "Facebook's adaptive LIFO: Maurer, Fail at Scale, ACM Queue 2015",
  engines: ['virtual', 'live'],
  schema: () => object({}),
  create: () => new Lifo(),
};
