import type { Catalogue } from '../../catalogue/catalogue.js';
import type { KeyModel, Model } from '../../environment/model.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Reader } from '../../language/reader.js';
import { MAX_LINKED_PAIRS } from '../limits.js';
import type { Scenario } from '../scenario.js';
import { hostsAt } from './hosts-at.js';
import { layOut } from './layout.js';
import { operationNames } from './operation-names.js';
import { resolveActions } from './resolve-actions.js';
import { resolveNetwork } from './resolve-links.js';
import { seriesOf } from './series-width.js';
import { parseLink } from '../../language/address.js';
import type { Layout } from './layout.js';

/** A Model but for the windows, which expectations ask for. The scenario's own checks have passed. Reports addresses at which nothing stands. */
export function resolveModel(
  scenario: Scenario,
  arm: string,
  keys: KeyModel,
  duration: Nanoseconds,
  catalogue: Catalogue,
  reader: Reader,
): Model | undefined {
  const layout = layOut(scenario, catalogue);
  checkInstanceSettings(scenario, layout, reader);
  if (!checkLinks(reader, layout)) return undefined;
  return {
    title: scenario.title,
    arm,
    seed: scenario.seed,
    duration,
    warmup: scenario.warmup,
    drain: scenario.drain,
    operations: operationNames(layout.groups, catalogue),
    keys,
    ...layout,
    network: resolveNetwork(scenario, layout),
    actions: resolveActions(scenario, layout, reader),
    windows: [],
    series: seriesOf(duration),
  };
}

function checkInstanceSettings(scenario: Scenario, layout: Layout, reader: Reader): void {
  for (const { name, instances } of layout.groups) {
    for (const { to, at } of scenario.nodes[name]?.instances ?? []) {
      if (to < instances.length) continue;
      const hint = `it has ${instances.length}; they count from 0`;
      reader.problems.push({ message: `${name} has no instance ${to}`, at, text: String(to), hint });
    }
  }
}

/** The names in a link were looked up with all others; here it shows how much stands at its addresses. */
function checkLinks(reader: Reader, layout: Layout): boolean {
  let pairs = 0;
  for (const { kind, text, at } of reader.references) {
    const link = kind === 'link' ? parseLink(text) : undefined;
    if (link === undefined || 'problem' in link) continue;
    const sides = [hostsAt(link.from, layout), hostsAt(link.to, layout)];
    for (const side of sides) {
      if ('message' in side) reader.problems.push({ message: side.message, at, text, hint: side.hint });
    }
    pairs += sides.reduce((product, side) => product * ('message' in side ? 0 : side.length), link.both ? 2 : 1);
    if (pairs <= MAX_LINKED_PAIRS) continue;
    const message = `with this link there are more than ${MAX_LINKED_PAIRS} pairs of hosts of which links tell something`;
    reader.problems.push({ message, at, text, hint: 'say under `network` what is true of most' });
    return false;
  }
  return true;
}
