/** Poisson arrivals for so many servers of 1 ms each behind a balancer; `utilization` of each server. */
export function balanced(servers: number, utilization: number, policy: string): string {
  return `
workloads:
  jobs: { target: balancer, arrivals: poisson(${servers * utilization * 1000}/s) }
nodes:
  balancer: { kind: load-balancer, targets: servers, policy: ${policy} }
  servers: { kind: service, replicas: ${servers}, workers: 1, operations: { "*": [{ compute: exponential(1ms) }] } }
`;
}
