/** How often a cache of so many entries misses, with the iteration order of a Set as its only list. */
export function naiveMisses(keys: readonly string[], capacity: number, policy: 'lru' | 'fifo'): number {
  const present = new Set<string>();
  let misses = 0;
  for (const key of keys) {
    if (present.has(key)) {
      if (policy === 'fifo') continue;
      present.delete(key);
    } else {
      misses++;
      if (present.size === capacity) present.delete(present.values().next().value!);
    }
    present.add(key);
  }
  return misses;
}
