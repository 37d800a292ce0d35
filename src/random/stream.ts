/** A seeded source of uniform numbers. One stream per (seed, node, purpose), so that no draw moves another. */
export interface RandomStream {
  /** In [0, 1). */
  uniform(): number;
  /** An integer in [0, count). */
  below(count: number): number;
}
