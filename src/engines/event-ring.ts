import type { Payload } from '../core/ids.js';

const FIRST_CAPACITY = 1024;

/** What happens at this very instant, in order. Grows by doubling. */
export class EventRing {
  #mask = FIRST_CAPACITY - 1;
  #head = 0;
  #tail = 0;
  #sequences = new Float64Array(FIRST_CAPACITY);
  /** Pairs of target (with kind) and code. */
  #integers = new Int32Array(2 * FIRST_CAPACITY);
  #payloads: Payload[] = Array.from({ length: FIRST_CAPACITY }, () => null);

  get length(): number {
    return this.#tail - this.#head;
  }

  add(sequence: number, target: number, code: number, payload: Payload): void {
    if (this.#tail - this.#head > this.#mask) this.#grow();
    const at = this.#tail++ & this.#mask;
    this.#sequences[at] = sequence;
    const integers = this.#integers;
    integers[at << 1] = target;
    integers[(at << 1) + 1] = code;
    this.#payloads[at] = payload;
  }

  /** Of the first. */
  sequence(): number {
    return this.#sequences[this.#head & this.#mask]!;
  }

  target(): number {
    return this.#integers[(this.#head & this.#mask) << 1]!;
  }

  code(): number {
    return this.#integers[((this.#head & this.#mask) << 1) + 1]!;
  }

  /** Takes out the first; its code and target are to be read before. */
  take(): Payload {
    return this.#payloads[this.#head++ & this.#mask]!;
  }

  #grow(): void {
    const length = this.#mask + 1;
    const order = Array.from({ length }, (_, index) => (this.#head + index) & this.#mask);
    const sequences = new Float64Array(2 * length);
    const integers = new Int32Array(4 * length);
    for (const [index, old] of order.entries()) {
      sequences[index] = this.#sequences[old]!;
      integers.set(this.#integers.subarray(2 * old, 2 * old + 2), 2 * index);
    }
    this.#payloads = Array.from({ length: length * 2 }, (_, index) => this.#payloads[order[index]!] ?? null);
    this.#sequences = sequences;
    this.#integers = integers;
    this.#head = 0;
    this.#tail = length;
    this.#mask = length * 2 - 1;
  }
}
