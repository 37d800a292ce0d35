/** The share of requests that meet at least one slow part (Dean and Barroso 2013). */
export function shareWithSlowPart(parts: number, slow: number): number {
  return 1 - (1 - slow) ** parts;
}

/** The mean of the largest of so many exponentials with mean 1: the harmonic number. */
export function meanOfLargest(parts: number): number {
  let sum = 0;
  for (let part = 1; part <= parts; part++) sum += 1 / part;
  return sum;
}
