import { MILLISECOND } from '../../../src/core/time.js';
import { createStream } from '../../../src/random/alea.js';
import type { RandomStream } from '../../../src/random/stream.js';
import type { ActionPlan, NodePlan, Plan } from '../world/plan.js';

const DURATION = 300;
const NODES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** A world of six nodes on four hosts in which everything goes wrong, differently for each seed. Every host lives in the end. */
export function chaoticPlan(seed: number): Plan {
  const random = createStream(seed, 'chaotic plan');
  const nodes = Object.fromEntries(NODES.map((name, index) => [name, node(index, random)]));
  const hosts = [...new Set(NODES.map((name) => nodes[name]!.host ?? name))];
  return {
    seed,
    nodes,
    duration: DURATION * MILLISECOND,
    drain: 5000 * MILLISECOND,
    unreachableAfter: 50 * MILLISECOND,
    ...network(random),
    actions: Array.from({ length: 4 + random.below(8) }, () => action(hosts, random)),
  };
}

function node(index: number, random: RandomStream): NodePlan {
  const kinds = [{}, { cores: 1 }, { cores: 2 }, { cores: 1, sharing: true }, { cores: 3, sharing: true }, { speed: 0.7 }];
  const plan: NodePlan = {
    asks: true,
    processor: kinds[random.below(kinds.length)]!,
    whenDown: random.below(2) === 0 ? 'silent' : 'refuse',
  };
  return index < 2 ? { ...plan, host: 'pair' } : index < 4 ? { ...plan, host: 'couple' } : plan;
}

function network(random: RandomStream): Partial<Plan> {
  const latencies = [
    { name: 'constant', arguments: [2 * MILLISECOND] },
    { name: 'exponential', arguments: [3 * MILLISECOND] },
    { name: 'uniform', arguments: [0, 10 * MILLISECOND] },
  ];
  const choice = random.below(4);
  if (choice === 3) return {};
  const loss = random.below(3) === 0 ? 0.05 : 0;
  return { link: { latency: latencies[choice]!, bandwidth: random.below(2) === 0 ? 1_000_000 : null, loss } };
}

function action(hosts: readonly string[], random: RandomStream): ActionPlan {
  const onHosts = ['crash', 'pause', 'hang', 'slow'];
  const onLinks = ['delay', 'loss', 'partition', 'throttle'];
  const config = {
    factor: 1 + random.below(4),
    by: { name: 'uniform', arguments: [0, 20 * MILLISECOND] },
    probability: random.uniform(),
    to: 10_000 + random.below(500_000),
  };
  const when = {
    at: random.below(DURATION - 50) * MILLISECOND,
    for: random.below(50) * MILLISECOND,
  };
  const again = random.below(3) === 0 ? { every: (60 + random.below(60)) * MILLISECOND } : {};
  const pick = (): string => hosts[random.below(hosts.length)]!;
  if (random.below(2) === 0) return { ...when, config, fault: onHosts[random.below(4)]!, hosts: [pick()] };
  return { ...when, ...again, config, fault: onLinks[random.below(4)]!, links: [`${pick()} -> ${pick()}`] };
}
