/** Where a member begins in the table, and by how many entries it goes on. */
export interface MaglevWalk {
  readonly offset: number;
  /** In [1, size), and without a common factor with the size. */
  readonly skip: number;
  /** Against the others; the heaviest takes an entry in each round, one of half its weight in every second. */
  readonly weight: number;
}

/**
 * Whose each entry is: members take turns to claim the first entry of their walk that is still free (Eisenbud et al. 2016,
 * figure 4; weights as in Envoy). `size` is a prime, so that every walk comes by every entry.
 */
export function maglevTable(size: number, walks: readonly MaglevWalk[]): Uint16Array {
  const table = new Uint16Array(size);
  const taken = new Uint8Array(size);
  const at = Uint32Array.from(walks, ({ offset }) => offset);
  const skips = Uint32Array.from(walks, ({ skip }) => skip);
  const weights = Float64Array.from(walks, ({ weight }) => weight);
  const due = new Float64Array(walks.length);
  const heaviest = Math.max(...weights);
  let filled = 0;
  for (let round = 1; filled < size; round++) {
    for (let member = 0; member < walks.length && filled < size; member++) {
      if (round * weights[member]! < due[member]!) continue;
      due[member]! += heaviest;
      let entry = at[member]!;
      while (taken[entry] === 1) {
        entry += skips[member]!;
        if (entry >= size) entry -= size;
      }
      at[member] = entry;
      table[entry] = member;
      taken[entry] = 1;
      filled++;
    }
  }
  return table;
}
