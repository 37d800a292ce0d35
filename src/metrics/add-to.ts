/** Adds numbers at equal places; both have the same length. */
export function addTo(sums: Float64Array, others: Float64Array): void {
  for (let index = 0; index < others.length; index++) sums[index]! += others[index]!;
}

/** Keeps the larger number at each place; both have the same length. */
export function raiseTo(largest: Float64Array, others: Float64Array): void {
  for (let index = 0; index < others.length; index++) largest[index] = Math.max(largest[index]!, others[index]!);
}
