/** All targets alike. */
export function equalShares(count: number): readonly number[] {
  return Array.from({ length: count }, () => 1 / count);
}
