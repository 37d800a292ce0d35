import { addTo } from './add-to.js';

/** A Counter as plain data, which can be sent to another thread. */
export interface CounterData {
  readonly total: number;
  readonly atEdges: Float64Array;
}

/** A count that only grows; read off at every edge of the timeline. */
export class Counter {
  total = 0;
  readonly #atEdges: Float64Array;

  constructor(edges: number) {
    this.#atEdges = new Float64Array(edges);
  }

  add(count: number): void {
    this.total += count;
  }

  readOff(edge: number): void {
    this.#atEdges[edge] = this.total;
  }

  /** How much was added between two edges; -1 is the start of the run. */
  between(from: number, to: number): number {
    return this.#atEdges[to]! - (from < 0 ? 0 : this.#atEdges[from]!);
  }

  /** Adds all that another counter over the same edges has counted. */
  merge(other: Counter): void {
    this.total += other.total;
    addTo(this.#atEdges, other.#atEdges);
  }

  toData(): CounterData {
    return { total: this.total, atEdges: this.#atEdges };
  }

  static fromData(data: CounterData): Counter {
    const counter = new Counter(data.atEdges.length);
    counter.total = data.total;
    counter.#atEdges.set(data.atEdges);
    return counter;
  }
}
