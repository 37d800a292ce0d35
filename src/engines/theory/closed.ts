import type { NodeId } from '../../core/ids.js';
import { meanOnly } from '../../theory/laws/law.js';
import { closedConvolution } from '../../theory/closed-convolution.js';
import { machineRepair } from '../../theory/machine-repair.js';
import { type ClosedNetwork, meanValueAnalysis } from '../../theory/mean-value-analysis.js';
import { isExponential } from '../../random/create-sampler.js';
import type { Solver } from './solver.js';
import type { PlannedGroup } from './theory-plan.js';
import type { Line } from './visited.js';

const MOST_ROUNDS = 100;
/** So many steps of mean value analysis take a second or so. */
const MOST_CLIENTS = 1_000_000;
const MOST_STEPS = 100_000_000;

/** One line of the network. */
interface Resource {
  readonly id: NodeId;
  readonly line: 'workers' | 'cores';
  readonly servers: number;
  readonly visits: number;
  readonly demand: number;
  /** How many classes or pieces of computing stand in it. */
  readonly members: number;
  readonly exact: boolean;
}

/** What a closed loop comes to, or why nobody knows. */
export type ClosedResult = { readonly throughput: number } | { readonly unknown: string };

/** Solves a network in which the clients of one workload go round; afterwards the solver holds what comes of it. */
export function solveClosed(solver: Solver, group: PlannedGroup): ClosedResult {
  const { arrivals } = group.traffic!;
  if (arrivals?.type !== 'closed') return { unknown: 'there is no closed loop' };
  const { clients } = arrivals;
  if (clients > MOST_CLIENTS) return { unknown: `mean value analysis of ${clients} clients takes too long` };
  const think = solver.laws.of(arrivals.think).mean;
  // Shares of hits depend on how often is asked, and how often is asked on them.
  let rate = clients / (think + 1e6);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const settled = solver.solve(new Map([[group.index, rate]]), () => ({ workers: null, cores: null }));
    const obstacle = settled ? obstacleIn(solver) : 'it does not settle';
    if (obstacle !== null) return { unknown: obstacle };
    const resources = resourcesOf(solver, rate);
    const alone = responseOf(solver, group);
    const network = closedNetwork(
      resources,
      Math.max(0, think + alone - resources.reduce((sum, { demand }) => sum + demand, 0)),
      clients,
    );
    if (Math.abs(network.throughput / rate - 1) < 1e-9) return filled(solver, group, resources, network, clients);
    rate = network.throughput;
  }
  return { unknown: 'it does not settle' };
}

function closedNetwork(resources: readonly Resource[], delay: number, clients: number): ClosedNetwork {
  const [only, ...others] = resources;
  if (only !== undefined && others.length === 0 && Number.isInteger(only.visits)) {
    return machineRepair(only.servers, only.demand, delay, clients);
  }
  const stations = resources.map(({ demand, servers }) => ({ demand, servers }));
  return seidmann(resources, clients) || clients === 0
    ? meanValueAnalysis(stations, delay, clients)
    : closedConvolution(stations, delay, clients);
}

/** Where the exact solution takes too long. */
function seidmann(resources: readonly Resource[], clients: number): boolean {
  return resources.length * clients * clients > MOST_STEPS;
}

/** With the lines that came out, once more through everything. */
function filled(
  solver: Solver,
  group: PlannedGroup,
  resources: readonly Resource[],
  network: ClosedNetwork,
  clients: number,
): ClosedResult {
  const several = resources.length > 1 && resources.some(({ servers }) => servers > 1) && seidmann(resources, clients);
  const lines = new Map<string, Line>();
  for (const [index, { id, line, visits, members, exact }] of resources.entries()) {
    const waiting = meanOnly(Math.max(0, network.waiting[index]! / visits));
    const form = `closed network (Buzen; Reiser and Lavenberg${several ? ', several servers by Seidmann, approximation' : ''}${exact ? '' : ', taken as exponential and random, approximation'})`;
    lines.set(`${id} ${line}`, {
      form,
      exact: exact && !several,
      loss: 0,
      waiting: Array.from({ length: members }, () => waiting),
    });
  }
  const settled = solver.solve(new Map([[group.index, network.throughput]]), (id) => ({
    workers: lines.get(`${id} workers`) ?? null,
    cores: lines.get(`${id} cores`) ?? null,
  }));
  return settled ? { throughput: network.throughput } : { unknown: 'it does not settle' };
}

/** Of one request, where nobody waits. */
function responseOf(solver: Solver, group: PlannedGroup): number {
  const { answers } = solver.visited[group.model.instances[0]!]!.worked;
  let sum = 0;
  let rate = 0;
  for (const { passages, rates } of answers.values()) {
    sum += passages.next.rates.total * passages.next.law.mean;
    rate += rates.total;
  }
  return sum / rate;
}

/** Why a closed form is not to be had; null where it is. */
function obstacleIn({ plan, visited, reasons }: Solver): string | null {
  for (const [name, known] of reasons) return `${name}: ${[...known][0]!}`;
  for (const group of plan.groups) {
    const { station, model } = group;
    if (station === null) continue;
    for (const id of model.instances) {
      const { worked, rate } = visited[id]!;
      if (rate === 0) continue;
      const calls = plan.parts.kind(model.kind).calls(model.config).length > 0;
      if (station.queue !== Infinity) return `${model.name} has a queue that ends, which a closed network has no form for here`;
      if (station.workers !== Infinity && calls) return `workers of ${model.name} are held while others are called`;
      if (station.workers !== Infinity && station.cores < station.workers && worked.computing.length > 0) {
        return `at ${model.name} both workers and cores are waited for`;
      }
    }
  }
  return null;
}

function resourcesOf({ plan, visited, laws }: Solver, total: number): Resource[] {
  return plan.groups.flatMap(({ station, model }) => {
    if (station === null) return [];
    return model.instances.flatMap((id): Resource[] => {
      const { rate, worked } = visited[id]!;
      if (rate === 0) return [];
      const policyIsRandom = model.instances.length === 1 || visited[id]!.arrivalLaw()?.phases === 1;
      const amounts = worked.computing.map(({ amount }) => amount);
      if (station.workers !== Infinity) {
        const answers = [...worked.answers.values()];
        const exact =
          policyIsRandom &&
          answers.every(
            ({ passages }) =>
              passages.next.law.exponential === true && passages.next.law.mean === answers[0]!.passages.next.law.mean,
          );
        return [
          {
            id,
            line: 'workers',
            servers: station.workers,
            visits: rate / total,
            demand: worked.busy / total,
            members: answers.length,
            exact,
          },
        ];
      }
      if (station.cores === Infinity || amounts.length === 0) return [];
      const visits = worked.computing.reduce((sum, { rate: own }) => sum + own, 0) / total;
      const exact =
        policyIsRandom && amounts.every((amount) => isExponential(amount) && laws.of(amount).mean === laws.of(amounts[0]!).mean);
      return [
        { id, line: 'cores', servers: station.cores, visits, demand: worked.busyCores / total, members: amounts.length, exact },
      ];
    });
  });
}
