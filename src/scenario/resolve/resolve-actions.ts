import type { ActionModel } from '../../environment/model.js';
import type { Reader } from '../../language/reader.js';
import type { ActionSettings, Scenario } from '../scenario.js';
import { hostsAt } from './hosts-at.js';
import type { Layout } from './layout.js';
import { hostPairs } from './resolve-links.js';

/** Faults and changes with the hosts or links they happen to, sorted by name. Reports addresses at which nothing stands. */
export function resolveActions(
  scenario: Pick<Scenario, 'faults' | 'changes'>,
  layout: Layout,
  reader: Reader,
): readonly ActionModel[] {
  const faults = Object.entries(scenario.faults).map(([name, action]) => resolve(name, 'fault', action, layout, reader));
  const changes = Object.entries(scenario.changes).map(([name, action]) => resolve(name, 'change', action, layout, reader));
  return [...faults, ...changes].toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

function resolve(
  name: string,
  family: ActionModel['family'],
  action: ActionSettings,
  layout: Layout,
  reader: Reader,
): ActionModel {
  const { kind, config, begins, lasts, every, target } = action;
  const sides = target.type === 'hosts' ? [target.address] : [target.link.from, target.link.to];
  const found = sides.map((side) => hostsAt(side, layout));
  for (const side of found) {
    if ('message' in side) reader.problems.push({ message: side.message, at: target.at, text: target.text, hint: side.hint });
  }
  const first = found[0]!;
  const hosts =
    target.type === 'hosts' && !('message' in first) ? [...new Set(first)].toSorted((left, right) => left - right) : [];
  const links = target.type === 'links' ? hostPairs(target.link, layout) : [];
  if (target.type === 'links' && links.length === 0 && !found.some((side) => 'message' in side)) {
    const message = 'both ends of this link are in the same host, where there is no network';
    reader.problems.push({ message, at: target.at, text: target.text, hint: 'name two nodes in different hosts' });
  }
  return { name, family, kind, config, at: begins, for: lasts, every, hosts, links };
}
