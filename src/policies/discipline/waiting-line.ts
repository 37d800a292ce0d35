import type { Queued } from './queued.js';

/** A doubly linked list through the jobs themselves. */
export class WaitingLine {
  length = 0;
  #first: Queued | null = null;
  #last: Queued | null = null;

  append(job: Queued): void {
    job.previous = this.#last;
    job.next = null;
    if (this.#last === null) this.#first = job;
    else this.#last.next = job;
    this.#last = job;
    this.length++;
  }

  first(): Queued | null {
    return this.#first;
  }

  last(): Queued | null {
    return this.#last;
  }

  remove(job: Queued): void {
    const { next, previous } = job;
    if (previous === null) this.#first = next;
    else previous.next = next;
    if (next === null) this.#last = previous;
    else next.previous = previous;
    job.next = null;
    job.previous = null;
    this.length--;
  }
}
