import type { Problem } from '../../core/problem.js';
import { isNull } from '../../language/plain-source.js';
import type { MapSource, Source } from '../../language/source.js';
import { parseName } from '../../language/schemas/scalars.js';
import { MAX_ARMS, MAX_FAILURES } from '../limits.js';
import { mergeMaps } from './merge-sources.js';

/** What is said once for all arms. */
const SHARED = new Set(['about', 'arms', 'base', 'expect', 'fails-with', 'seed', 'shows', 'sysdesign', 'title', 'trials']);
/** What is no part of a single arm. */
const OUTSIDE = ['arms', 'fails-with'];

/** One arm of a file: its name and what it changes. */
export interface ArmOverlay {
  readonly name: string;
  readonly overlay: MapSource;
}

/** The arms in the order in which they were written; one named `base` that changes nothing where there are none. */
export function armOverlays(root: MapSource, problems: Problem[]): ArmOverlay[] {
  const arms = root.entries.get('arms');
  const nothing: MapSource = { kind: 'map', entries: new Map(), at: root.at };
  if (arms === undefined || isNull(arms.value)) return [{ name: 'base', overlay: nothing }];
  if (arms.value.kind !== 'map' || arms.value.entries.size === 0) {
    problems.push({
      message: 'expected a map from names to changes',
      at: arms.value.at,
      hint: 'write arms: { small: { nodes.cache.capacity: 1k } }',
    });
    return [{ name: 'base', overlay: nothing }];
  }
  if (arms.value.entries.size > MAX_ARMS) {
    problems.push({ message: `a scenario may have ${MAX_ARMS} arms; this one has ${arms.value.entries.size}`, at: arms.keyAt });
    return [{ name: 'base', overlay: nothing }];
  }
  const found: ArmOverlay[] = [];
  for (const { key, keyAt, value } of arms.value.entries.values()) {
    const name = parseName(key);
    if ('problem' in name)
      problems.push({ message: `${key} cannot name an arm: ${name.problem}`, at: keyAt, text: key, hint: name.hint });
    const overlay = readOverlay(value, 'an arm', problems);
    if (overlay !== undefined) found.push({ name: key, overlay });
  }
  return found;
}

/** The entries of `fails-with`. */
export function failureOverlays(root: MapSource, problems: Problem[]): MapSource[] {
  const entry = root.entries.get('fails-with');
  if (entry === undefined || isNull(entry.value)) return [];
  if (entry.value.kind !== 'list') {
    problems.push({ message: 'expected a list of changes', at: entry.value.at, hint: 'begin each with a dash' });
    return [];
  }
  if (entry.value.items.length > MAX_FAILURES) {
    problems.push({
      message: `fails-with may have ${MAX_FAILURES} entries; this one has ${entry.value.items.length}`,
      at: entry.keyAt,
    });
    return [];
  }
  return entry.value.items.map((item) => readOverlay(item, 'fails-with', problems)).filter((overlay) => overlay !== undefined);
}

/** One arm as a whole scenario. */
export function armSource(root: MapSource, overlay: MapSource): MapSource {
  const entries = new Map(root.entries);
  for (const key of OUTSIDE) entries.delete(key);
  return mergeMaps({ ...root, entries }, overlay);
}

/** An overlay of `fails-with` may reach into arms: that part changes the file, the rest every arm. */
export function splitOverlay(overlay: MapSource): { readonly arms: MapSource; readonly rest: MapSource } {
  const arms = new Map([...overlay.entries].filter(([key]) => key === 'arms'));
  const rest = new Map([...overlay.entries].filter(([key]) => key !== 'arms'));
  return { arms: { ...overlay, entries: arms }, rest: { ...overlay, entries: rest } };
}

function readOverlay(value: Source, where: string, problems: Problem[]): MapSource | undefined {
  if (isNull(value)) return { kind: 'map', entries: new Map(), at: value.at };
  if (value.kind !== 'map') {
    problems.push({ message: `expected a map of changes in ${where}`, at: value.at, hint: 'write { nodes.cache.capacity: 1k }' });
    return undefined;
  }
  for (const { key, keyAt } of value.entries.values()) {
    const allowed = !SHARED.has(key) || (where === 'fails-with' && key === 'arms');
    if (!allowed)
      problems.push({
        message: `${key} is the same for all arms`,
        at: keyAt,
        text: key,
        hint: 'write it at the top of the file',
      });
  }
  return value;
}
