import type { HostId } from '../../core/ids.js';
import type { LinkModel, NetworkModel } from '../../environment/model.js';
import { type Address, type Link, parseLink } from '../../language/address.js';
import type { LinkSettings, Scenario } from '../scenario.js';
import { hostsAt } from './hosts-at.js';
import type { Layout } from './layout.js';

/** One direction of one written link. */
interface Rule {
  readonly text: string;
  readonly from: Address;
  readonly to: Address;
  readonly settings: LinkSettings;
  readonly specificity: number;
}

/** What lies between the hosts: each key of a link from the most specific pair that gives it, then from `network`. */
export function resolveNetwork(scenario: Scenario, layout: Layout): NetworkModel {
  const { base, unreachableAfter } = scenario.network;
  const found = new Map<number, LinkSettings>();
  for (const rule of rulesOf(scenario)) {
    for (const [from, to] of pairsOf(rule, layout)) {
      const pair = from * layout.hosts.length + to;
      found.set(pair, { ...found.get(pair), ...given(rule.settings) });
    }
  }
  const links = [...found.keys()]
    .toSorted((left, right) => left - right)
    .map((pair) => ({
      from: Math.floor(pair / layout.hosts.length),
      to: pair % layout.hosts.length,
      link: linkModel({ ...given(base ?? {}), ...found.get(pair) }),
    }));
  return { base: base === null ? null : linkModel(base), links, unreachableAfter };
}

/** The directed pairs of hosts that a link stands for, sorted; nothing joins a host to itself. */
export function hostPairs(link: Link, layout: Layout): (readonly [from: HostId, to: HostId])[] {
  const one = pairsOf(link, layout);
  const all = link.both ? [...one, ...pairsOf({ from: link.to, to: link.from }, layout)] : one;
  const unique = new Map(all.map((pair) => [pair[0] * layout.hosts.length + pair[1], pair]));
  return [...unique.keys()].toSorted((left, right) => left - right).map((key) => unique.get(key)!);
}

/** Least specific first, so that later rules override. */
function rulesOf(scenario: Scenario): Rule[] {
  const rules = Object.entries(scenario.links).flatMap(([text, settings]): Rule[] => {
    const link = parseLink(text);
    if ('problem' in link) return [];
    const specificity = specificityOf(link.from) + specificityOf(link.to);
    const there = { text, from: link.from, to: link.to, settings, specificity };
    return link.both ? [there, { ...there, from: link.to, to: link.from }] : [there];
  });
  return rules.toSorted((left, right) => left.specificity - right.specificity || (left.text < right.text ? -1 : 1));
}

function specificityOf(address: Address): number {
  if (address.type === 'zone') return address.zone === '*' ? 0 : 1;
  const number = address.shard ?? address.index;
  return number === undefined || number === '*' ? 3 : 7;
}

function pairsOf({ from, to }: Pick<Link, 'from' | 'to'>, layout: Layout): (readonly [HostId, HostId])[] {
  const fromHosts = hostsAt(from, layout);
  const toHosts = hostsAt(to, layout);
  if ('message' in fromHosts || 'message' in toHosts) return [];
  // Between any two zones does not mean within one.
  const apart = from.type === 'zone' && to.type === 'zone' && from.zone === '*' && to.zone === '*';
  const pairs: (readonly [HostId, HostId])[] = [];
  for (const left of fromHosts) {
    for (const right of toHosts) {
      if (left === right || (apart && layout.hosts[left]!.zone === layout.hosts[right]!.zone)) continue;
      pairs.push([left, right]);
    }
  }
  return pairs;
}

function given(settings: LinkSettings): LinkSettings {
  return Object.fromEntries(Object.entries(settings).filter(([key, value]) => value !== undefined && key !== 'cost'));
}

function linkModel({ latency, bandwidth, loss }: LinkSettings): LinkModel {
  return { latency: latency ?? null, bandwidth: bandwidth ?? null, loss: loss ?? 0 };
}
