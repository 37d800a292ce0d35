/** A sample as every distribution gives it: an integer from 0 to the largest that is exact. */
export function whole(value: number): number {
  return value < Number.MAX_SAFE_INTEGER ? Math.round(Math.max(0, value)) : Number.MAX_SAFE_INTEGER;
}
