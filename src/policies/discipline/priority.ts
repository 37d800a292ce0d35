import { object } from '../../language/schemas/structures.js';
import { firstCome } from '../../theory/lines/first-come.js';
import { importantFirst } from '../../theory/lines/important-first.js';
import type { Discipline, DisciplineDefinition } from './discipline.js';
import type { Queued } from './queued.js';
import { WaitingLine } from './waiting-line.js';

/** One line per priority that was ever seen, largest priority first: there are few of them. */
class Priority implements Discipline {
  readonly sharing = false;
  length = 0;
  readonly #priorities: number[] = [];
  readonly #lines: WaitingLine[] = [];

  add(job: Queued): void {
    this.#lineOf(job.priority).add(job);
    this.length++;
  }

  take(): Queued | null {
    if (this.length === 0) return null;
    let index = 0;
    while (this.#lines[index]!.length === 0) index++;
    this.length--;
    return this.#lines[index]!.takeFirst();
  }

  remove(job: Queued): void {
    this.#lineOf(job.priority).remove(job);
    this.length--;
  }

  #lineOf(priority: number): WaitingLine {
    let index = 0;
    while (index < this.#priorities.length && this.#priorities[index]! > priority) index++;
    if (this.#priorities[index] !== priority) {
      this.#priorities.splice(index, 0, priority);
      this.#lines.splice(index, 0, new WaitingLine());
    }
    return this.#lines[index]!;
  }
}

export const priority: DisciplineDefinition<object> = {
  name: 'priority',
  summary:
    'The larger priority of the request goes first, first come first served within one; what has begun is not interrupted.',
  reference: 'Cobham, Priority Assignment in Waiting Line Problems, 1954',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  theory: { workers: importantFirst, cores: firstCome },
  create: () => new Priority(),
};
