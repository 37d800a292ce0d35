/**
 * M/M/c/c, and M/G/c/c alike: the share of Poisson arrivals that find all servers busy and are lost. `load` in erlangs, the
 * arrival rate multiplied by the mean service time.
 *
 * Source: Erlang, Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges
 * (1917); that only the mean of the service time counts: Sevastyanov, An ergodic theorem for Markov processes (1957).
 */
export function erlangB(servers: number, load: number): number {
  let lost = 1;
  for (let count = 1; count <= servers; count++) lost = (load * lost) / (count + load * lost);
  return lost;
}
