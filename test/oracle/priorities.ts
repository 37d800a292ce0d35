/**
 * Mean waiting times in M/M/1 with non-preemptive priorities and a mean service time of 1 (Cobham 1954).
 * Arrival rates from the most important class to the least.
 */
export function priorityWaiting(arrivalRates: readonly number[]): number[] {
  const residual = arrivalRates.reduce((sum, rate) => sum + rate, 0);
  let before = 0;
  return arrivalRates.map((rate) => {
    const waiting = residual / ((1 - before) * (1 - before - rate));
    before += rate;
    return waiting;
  });
}
