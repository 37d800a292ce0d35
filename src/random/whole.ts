/** A sample as every distribution gives it: an integer from 0 to the largest that is exact. Not a number is 0. */
export function whole(value: number): number {
  if (value < Number.MAX_SAFE_INTEGER) return value > 0 ? Math.round(value) : 0;
  return value >= Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : 0;
}
