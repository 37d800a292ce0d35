import { hideSecrets } from '../../core/hide-secrets.js';
import type { MapEntry, MapSource, Source } from '../../language/source.js';

/**
 * What an overlay changes, on one line: `nodes.api.replicas: 2, nodes.products.ttl: 1s`; empty where it changes nothing.
 * Passwords in addresses are not shown. Sorted, since results must not depend on the order in which keys were written.
 */
export function settingsText(overlay: MapSource): string {
  return leaves(overlay, '').map(hideSecrets).join(', ');
}

function leaves(source: MapSource, path: string): string[] {
  return sortedEntries(source).flatMap(({ key, value }) => {
    const here = path === '' ? key : `${path}.${key}`;
    return value.kind === 'map' && value.entries.size > 0 ? leaves(value, here) : [`${here}: ${flow(value)}`];
  });
}

function flow(source: Source): string {
  if (source.kind === 'scalar') return source.value === null ? 'null' : source.text;
  if (source.kind === 'list') return `[${source.items.map(flow).join(', ')}]`;
  const entries = sortedEntries(source).map(({ key, value }) => `${key}: ${flow(value)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function sortedEntries(source: MapSource): MapEntry[] {
  return [...source.entries.keys()].toSorted().map((key) => source.entries.get(key)!);
}
