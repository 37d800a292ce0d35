import type { Position } from '../core/problem.js';
import type { MapEntry, Source } from './source.js';

/** Plain data as if it had been written at this place: defaults, and what code builds. Text is read as YAML would give it. */
export function plainSource(value: unknown, at: Position): Source {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => plainSource(item, at)), at };
  if (typeof value === 'object' && value !== null) {
    const entries = new Map<string, MapEntry>();
    for (const [key, item] of Object.entries(value)) entries.set(key, { key, keyAt: at, value: plainSource(item, at) });
    return { kind: 'map', entries, at };
  }
  if (typeof value === 'string') return { kind: 'scalar', value, text: value, at };
  if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'scalar', value, text: String(value), at };
  return { kind: 'scalar', value: null, text: 'null', at };
}

/** `~`, `null` and nothing at all. */
export function isNull(source: Source): boolean {
  return source.kind === 'scalar' && source.value === null;
}
