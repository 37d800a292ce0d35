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
}
