import type { Problem } from '../../core/problem.js';
import type { MapEntry, MapSource, Source } from '../../language/source.js';
import { mergeMaps } from './merge-sources.js';

/**
 * Writes dotted keys out: `nodes.api.replicas: 4` becomes `nodes: { api: { replicas: 4 } }`. A part may be `*`, as in
 * `operations.*`. Keys such as `2..3` or `a -> b` have no empty part and no space, and stay as they are.
 */
export function expandKeys(source: Source, problems: Problem[]): Source {
  if (source.kind === 'scalar') return source;
  if (source.kind === 'list') return { ...source, items: source.items.map((item) => expandKeys(item, problems)) };
  return expandMap(source, problems);
}

export function expandMap(source: MapSource, problems: Problem[]): MapSource {
  let expanded: MapSource = { ...source, entries: new Map() };
  for (const entry of source.entries.values()) {
    const value = expandKeys(entry.value, problems);
    const single = nested(splitKey(entry.key), { ...entry, value });
    reportTwice(expanded, single, problems);
    expanded = mergeMaps(expanded, { ...source, entries: new Map([[single.key, single]]) });
  }
  return expanded;
}

/** The parts of a dotted key; the key itself where it is none. */
export function splitKey(key: string): string[] {
  return /^[^.\s]+(\.[^.\s]+)+$/.test(key) ? key.split('.') : [key];
}

function nested(parts: readonly string[], entry: MapEntry): MapEntry {
  const [first, ...rest] = parts;
  if (rest.length === 0) return { ...entry, key: first! };
  const inner = nested(rest, entry);
  return { key: first!, keyAt: entry.keyAt, value: { kind: 'map', entries: new Map([[inner.key, inner]]), at: entry.keyAt } };
}

/** In one map, `nodes.api.replicas` beside `nodes: { api: { replicas } }` says the same thing twice. */
function reportTwice(map: MapSource, added: MapEntry, problems: Problem[]): void {
  const earlier = map.entries.get(added.key);
  if (earlier === undefined) return;
  if (earlier.value.kind === 'map' && added.value.kind === 'map') {
    for (const entry of added.value.entries.values()) reportTwice(earlier.value, entry, problems);
    return;
  }
  problems.push({
    message: `${added.key} was already given in line ${earlier.keyAt.line}`,
    at: added.keyAt,
    text: added.key,
    hint: 'keep one of the two',
  });
}
