/**
 * The share of stale hits among all hits of entries that live for `life` from when they were filled, where each key is updated
 * `updates` times per unit of time, at random, and reads are at random as well.
 *
 * Source: derived; the age of an entry that is hit is uniform over its life.
 */
export function staleShare(updates: number, life: number): number {
  const expected = updates * life;
  if (expected === 0) return 0;
  return 1 + Math.expm1(-expected) / expected;
}
