/** M/M/1/K with a mean service time of 1: at most `places` jobs, the one in service included. */
export function finiteQueue(places: number, arrivalRate: number): { loss: number; throughput: number; sojourn: number } {
  const weights = Array.from({ length: places + 1 }, (_, present) => arrivalRate ** present);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const loss = weights[places]! / total;
  const present = weights.reduce((sum, weight, count) => sum + count * weight, 0) / total;
  const throughput = arrivalRate * (1 - loss);
  return { loss, throughput, sojourn: present / throughput };
}
