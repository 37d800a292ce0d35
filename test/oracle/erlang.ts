/** The share of arrivals that find all servers busy and are lost (Erlang 1917). `load` in erlangs. */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let count = 1; count <= servers; count++) blocked = (load * blocked) / (count + load * blocked);
  return blocked;
}

/** The share of arrivals that wait, where there is room to (Erlang 1917). `load` in erlangs, below `servers`. */
export function erlangC(servers: number, load: number): number {
  const blocked = erlangB(servers, load);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/** The load in erlangs at which that share is lost. */
export function loadAtLoss(servers: number, share: number): number {
  let low = 0;
  let high = 2 * servers;
  for (let halving = 0; halving < 100; halving++) {
    const middle = (low + high) / 2;
    if (erlangB(servers, middle) < share) low = middle;
    else high = middle;
  }
  return low;
}
