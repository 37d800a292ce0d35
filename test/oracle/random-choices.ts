/**
 * The mean sojourn time where each arrival joins the shortest of `choices` random queues, of ever more M/M/1 servers with a mean
 * service time of 1 (Mitzenmacher 1996): the sum over i >= 1 of lambda^((d^i - d) / (d - 1)).
 */
export function randomChoices(arrivalRate: number, choices: number): number {
  if (choices === 1) return 1 / (1 - arrivalRate);
  let sum = 0;
  for (let index = 1; ; index++) {
    const term = arrivalRate ** ((choices ** index - choices) / (choices - 1));
    sum += term;
    if (term < 1e-15) return sum;
  }
}
