/** A line of a closed network: how long one customer holds its servers in one round, and how many servers there are. */
export interface ClosedStation {
  readonly demand: number;
  readonly servers: number;
}

export interface ClosedNetwork {
  /** Rounds per unit of time. */
  readonly throughput: number;
  /** One round without the thinking. */
  readonly response: number;
  /** By station: the time of one round that is spent waiting there, not being served. */
  readonly waiting: readonly number[];
}

/**
 * A closed network in which `clients` go round: they think, or are elsewhere without waiting, for `delay`, and visit each station.
 * Exact for single servers. A station of c servers is taken as one that is c times as fast and a delay of the rest of the time.
 *
 * Source: Reiser and Lavenberg, Mean-value analysis of closed multichain queuing networks (1980); several servers by Seidmann,
 * Schweitzer and Shalev-Oren, Computerized closed queueing network models (1987).
 */
export function meanValueAnalysis(stations: readonly ClosedStation[], delay: number, clients: number): ClosedNetwork {
  const shared = stations.map(({ demand, servers }) => demand / servers);
  const apart = stations.map(({ demand, servers }) => (demand * (servers - 1)) / servers);
  const elsewhere = apart.reduce((sum, time) => sum + time, delay);
  let queues = stations.map(() => 0);
  let stays = shared;
  let throughput = 0;
  for (let present = 1; present <= clients; present++) {
    stays = shared.map((demand, index) => demand * (1 + queues[index]!));
    throughput = present / stays.reduce((sum, stay) => sum + stay, elsewhere);
    queues = stays.map((stay) => stay * throughput);
  }
  return {
    throughput,
    response: clients / throughput - delay,
    waiting: stays.map((stay, index) => stay + apart[index]! - stations[index]!.demand),
  };
}
