import type { HostId } from '../../../src/core/ids.js';
import { SECOND } from '../../../src/core/time.js';
import type { ActionModel, HostModel, LinkModel, Model } from '../../../src/environment/model.js';
import { MILLISECOND } from '../../../src/core/time.js';
import type { ActionPlan, NodePlan, Plan } from './plan.js';

/** The Model of a plan: one instance a node, numbered in the order of their names. */
export function modelOf(plan: Plan): Model {
  const names = Object.keys(plan.nodes).toSorted();
  const hostNames = [...new Set(names.map((name) => hostOf(plan, name)))].toSorted();
  const host = (name: string): HostId => hostNames.indexOf(name);
  const duration = plan.duration ?? SECOND;
  return {
    title: 'conformance',
    arm: 'base',
    seed: plan.seed ?? 0,
    duration,
    warmup: 0,
    drain: plan.drain ?? 0,
    operations: plan.operations ?? ['read', 'write'],
    keys: plan.keys ?? { count: 100, texts: [] },
    instances: names.map((name, group) => ({
      name,
      group,
      index: 0,
      host: host(hostOf(plan, name)),
      processor: { cores: Number.POSITIVE_INFINITY, sharing: false, speed: 1, ...plan.nodes[name]!.processor },
    })),
    hosts: hostNames.map((name) => hostModel(plan, name, names)),
    groups: names.map((name, id) => ({
      name,
      kind: kindOf(plan.nodes[name]!),
      config: plan.nodes[name],
      instances: [id],
      inside: null,
    })),
    network: {
      base: plan.link === undefined ? null : linkModel(plan.link),
      links: Object.entries(plan.links ?? {}).map(([pair, link]) => {
        const [from, to] = ends(pair, host);
        return { from, to, link: linkModel(link) };
      }),
      unreachableAfter: plan.unreachableAfter ?? 300 * MILLISECOND,
    },
    actions: (plan.actions ?? []).map((action, index) => actionModel(action, index, host)),
    windows: [],
    series: { width: duration, count: 1 },
  };
}

/** The kinds of the scripted catalogue: what an engine tells apart is who asks on its own account, and what outlives a crash. */
function kindOf(node: NodePlan): string {
  if (node.asks === true) return 'workload';
  return node.durable === true ? 'durable' : 'scripted';
}

function hostOf(plan: Plan, node: string): string {
  return plan.nodes[node]!.host ?? node;
}

function hostModel(plan: Plan, name: string, names: readonly string[]): HostModel {
  const inside = names.filter((node) => hostOf(plan, node) === name);
  const whenDown = inside.some((node) => plan.nodes[node]!.whenDown === 'silent') ? 'silent' : 'refuse';
  return { name, zone: null, instances: inside.map((node) => names.indexOf(node)), whenDown };
}

function linkModel(link: Partial<LinkModel>): LinkModel {
  return { latency: null, bandwidth: null, loss: 0, ...link };
}

function actionModel(action: ActionPlan, index: number, host: (name: string) => HostId): ActionModel {
  return {
    name: `action-${index}`,
    family: 'fault',
    kind: typeof action.fault === 'string' ? action.fault : 'scripted',
    config: typeof action.fault === 'string' ? (action.config ?? {}) : action.fault,
    at: action.at,
    for: action.for ?? Number.POSITIVE_INFINITY,
    every: action.every ?? null,
    hosts: (action.hosts ?? []).map(host),
    links: (action.links ?? []).map((pair) => ends(pair, host)),
  };
}

function ends(pair: string, host: (name: string) => HostId): readonly [HostId, HostId] {
  const [from, to] = pair.split(' -> ');
  return [host(from!), host(to!)];
}
