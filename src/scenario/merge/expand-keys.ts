import type { Problem } from '../../core/problem.js';
import type { MapEntry, MapSource, Source } from '../../language/source.js';

/** An entry with what is left of its dotted key. */
interface Branch {
  readonly parts: readonly string[];
  readonly entry: MapEntry;
}

/**
 * Writes dotted keys out: `nodes.api.replicas: 4` becomes `nodes: { api: { replicas: 4 } }`. A part may be `*`, as in
 * `operations.*`. Keys such as `2..3` or `a -> b` have an empty part or a space, and stay as they are.
 */
export function expandMap(source: MapSource, problems: Problem[]): MapSource {
  return { ...source, entries: grow(branchesOf(source), problems) };
}

function expandKeys(source: Source, problems: Problem[]): Source {
  if (source.kind === 'scalar') return source;
  if (source.kind === 'list') return { ...source, items: source.items.map((item) => expandKeys(item, problems)) };
  return expandMap(source, problems);
}

/** Entries of one level; takes linear time, however many dotted keys there are. */
function grow(branches: readonly Branch[], problems: Problem[]): ReadonlyMap<string, MapEntry> {
  const entries = new Map<string, MapEntry>();
  for (const [key, group] of groupedByFirstPart(branches)) {
    const [first] = group;
    const single = group.length === 1 && first!.parts.length === 1;
    entries.set(
      key,
      single ? { ...first!.entry, key, value: expandKeys(first!.entry.value, problems) } : joined(key, group, problems),
    );
  }
  return entries;
}

/** What stands under one key when several entries speak of it. */
function joined(key: string, group: readonly Branch[], problems: Problem[]): MapEntry {
  const { keyAt } = group[0]!.entry;
  const below: Branch[] = [];
  let whole: MapEntry | undefined;
  for (const { parts, entry } of group) {
    if (parts.length > 1) below.push({ parts: parts.slice(1), entry });
    else if (entry.value.kind === 'map') below.push(...branchesOf(entry.value));
    else whole ??= entry;
  }
  if (whole === undefined) return { key, keyAt, value: { kind: 'map', at: keyAt, entries: grow(below, problems) } };
  reportTwice(key, group, problems);
  return { ...whole, key };
}

/** In one map, `nodes.api.replicas` beside `nodes: { api: { replicas } }` says the same thing twice. */
function reportTwice(key: string, group: readonly Branch[], problems: Problem[]): void {
  const [first, second] = group.map(({ entry }) => entry.keyAt);
  const message = `${key} was already given in line ${first!.line}`;
  problems.push({ message, at: second!, text: group[1]!.entry.key, hint: 'keep one of the two' });
}

function branchesOf(source: MapSource): Branch[] {
  return [...source.entries.values()].map((entry) => ({ parts: splitKey(entry.key), entry }));
}

function groupedByFirstPart(branches: readonly Branch[]): ReadonlyMap<string, Branch[]> {
  const groups = new Map<string, Branch[]>();
  for (const branch of branches) {
    const group = groups.get(branch.parts[0]!);
    if (group === undefined) groups.set(branch.parts[0]!, [branch]);
    else group.push(branch);
  }
  return groups;
}

/** The parts of a dotted key; the key itself where it is none. */
function splitKey(key: string): string[] {
  return /^[^.\s]+(\.[^.\s]+)+$/.test(key) ? key.split('.') : [key];
}
