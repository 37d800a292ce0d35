import type { Catalogue } from '../../catalogue/catalogue.js';
import type { KeyModel, Model } from '../../environment/model.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Reader } from '../../language/reader.js';
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
): Model {
  const layout = layOut(scenario, catalogue);
  checkInstanceSettings(scenario, layout, reader);
  checkLinks(reader, layout);
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

/** The names in a link were looked up with all others; here it shows whether anything stands at its addresses. */
function checkLinks(reader: Reader, layout: Layout): void {
  for (const { kind, text, at } of reader.references) {
    const link = kind === 'link' ? parseLink(text) : undefined;
    if (link === undefined || 'problem' in link) continue;
    for (const side of [link.from, link.to]) {
      const found = hostsAt(side, layout);
      if ('message' in found) reader.problems.push({ message: found.message, at, text, hint: found.hint });
    }
  }
}
