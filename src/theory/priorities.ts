/** Those who share a priority. */
export interface PriorityClass {
  readonly arrivalRate: number;
  readonly service: number;
  /** The mean of the square of the service time. */
  readonly serviceSquared: number;
}

/**
 * M/G/1 with priorities that interrupt nobody: the mean waiting time of each class, from the most important to the least.
 * Infinity for those whom the more important ones leave no time.
 *
 * Source: Cobham, Priority assignment in waiting line problems (1954).
 */
export function priorities(classes: readonly PriorityClass[]): number[] {
  let residual = 0;
  for (const { arrivalRate, serviceSquared } of classes) residual += (arrivalRate * serviceSquared) / 2;
  let before = 0;
  return classes.map(({ arrivalRate, service }) => {
    const after = before + arrivalRate * service;
    const waiting = after < 1 ? residual / ((1 - before) * (1 - after)) : Infinity;
    before = after;
    return waiting;
  });
}
