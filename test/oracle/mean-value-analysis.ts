/** The response time of a closed network of single servers, exactly (Reiser and Lavenberg 1980). All in the same unit of time. */
export function closedNetworkResponse(demands: readonly number[], think: number, clients: number): number {
  let queues = demands.map(() => 0);
  let response = 0;
  for (let present = 1; present <= clients; present++) {
    const stays = demands.map((demand, station) => demand * (1 + queues[station]!));
    response = stays.reduce((sum, stay) => sum + stay, 0);
    const throughput = present / (think + response);
    queues = stays.map((stay) => stay * throughput);
  }
  return response;
}
