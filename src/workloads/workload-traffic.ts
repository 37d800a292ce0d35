import { NEVER } from '../core/time.js';
import type { ArrivalsTheory, TrafficOperation, TrafficTheory } from '../environment/traffic-theory.js';
import { arrivals } from './arrivals/registry.js';
import { keyDistributions } from './keys/registry.js';
import type { WorkloadConfig } from './workload-config.js';

/** What a workload tells the theory engine of itself. */
export function workloadTraffic(config: WorkloadConfig): TrafficTheory {
  return {
    target: config.target,
    arrivals: arrivalsTheory(config),
    operations: operationShares(config),
    popularity: popularity(config),
    timeout: config['late-replies'] === 'accept' ? config.deadline : Math.min(config.timeout, config.deadline),
    policy: config.policy,
    unknown: [...unknownArrivals(config), ...limits(config)],
  };
}

function arrivalsTheory({ arrivals: { name, options } }: WorkloadConfig): ArrivalsTheory | null {
  return arrivals.get(name)!.theory?.(options) ?? null;
}

function operationShares({ mix }: WorkloadConfig): TrafficOperation[] {
  const total = Object.values(mix).reduce((sum, { weight }) => sum + weight, 0);
  return Object.entries(mix)
    .filter(([, { weight }]) => weight > 0)
    .map(([name, { weight, priority }]) => ({ name, probability: weight / total, priority }));
}

/** Every request is about key 0 where nothing is said. */
function popularity({ keys }: WorkloadConfig): Float64Array | null {
  if (keys === undefined) return Float64Array.of(1);
  const weights = keyDistributions.get(keys.name)!.popularity?.(keys.arguments);
  if (weights === undefined) return null;
  let total = 0;
  for (const weight of weights) total += weight;
  return weights.map((weight) => weight / total);
}

function unknownArrivals(config: WorkloadConfig): string[] {
  if (arrivalsTheory(config) !== null) return [];
  return [`arrivals of the kind ${config.arrivals.name} change with time or depend on each other: there is no steady state`];
}

function limits(config: WorkloadConfig): string[] {
  if (config['max-in-flight'] === NEVER) return [];
  return ['max-in-flight turns requests away depending on how long others take'];
}
