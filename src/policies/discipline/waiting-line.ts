import type { Queued } from './queued.js';

/** A doubly linked list through the jobs themselves; a discipline of one line says from which end it takes. */
export class WaitingLine {
  length = 0;
  #first: Queued | null = null;
  #last: Queued | null = null;

  add(job: Queued): void {
    job.previous = this.#last;
    job.next = null;
    if (this.#last === null) this.#first = job;
    else this.#last.next = job;
    this.#last = job;
    this.length++;
  }

  takeFirst(): Queued | null {
    const first = this.#first;
    if (first !== null) this.remove(first);
    return first;
  }

  takeLast(): Queued | null {
    const last = this.#last;
    if (last !== null) this.remove(last);
    return last;
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
