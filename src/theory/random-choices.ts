/**
 * The mean sojourn time, in service times, where each arrival looks at `choices` random queues and joins the shortest, in the limit
 * of many M/M/1 servers at this utilization: the sum over i >= 1 of lambda^((d^i - d) / (d - 1)).
 *
 * Source: Mitzenmacher, The power of two choices in randomized load balancing (1996); Vvedenskaya, Dobrushin and Karpelevich (1996).
 */
export function randomChoices(utilization: number, choices: number): number {
  if (utilization >= 1) return Infinity;
  if (choices === 1) return 1 / (1 - utilization);
  const logarithm = Math.log(utilization);
  let exponent = 0;
  let sum = 0;
  let term = 1;
  while (term > 1e-16) {
    sum += term;
    exponent = exponent * choices + choices;
    term = Math.exp(exponent * logarithm);
  }
  return sum;
}
