import type { MapSource, Source } from '../../language/source.js';

/** What an overlay changes, on one line: `nodes.products.ttl: 1s, nodes.api.replicas: 2`; empty where it changes nothing. */
export function settingsText(overlay: MapSource): string {
  return leaves(overlay, '').join(', ');
}

function leaves(source: MapSource, path: string): string[] {
  return [...source.entries.values()].flatMap(({ key, value }) => {
    const here = path === '' ? key : `${path}.${key}`;
    return value.kind === 'map' && value.entries.size > 0 ? leaves(value, here) : [`${here}: ${flow(value)}`];
  });
}

function flow(source: Source): string {
  if (source.kind === 'scalar') return source.value === null ? 'null' : source.text;
  if (source.kind === 'list') return `[${source.items.map(flow).join(', ')}]`;
  const entries = [...source.entries.values()].map(({ key, value }) => `${key}: ${flow(value)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
