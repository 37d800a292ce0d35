import type { Position } from '../core/problem.js';
import type { MapEntry, Source } from './source.js';

/** Where a key stands, or else what it should stand in. */
export function positionOf(source: Source, ...path: readonly string[]): Position {
  let position = source.at;
  let inside: Source | undefined = source;
  for (const key of path) {
    const entry: MapEntry | undefined = inside?.kind === 'map' ? inside.entries.get(key) : undefined;
    if (entry === undefined) return position;
    position = entry.keyAt;
    inside = entry.value;
  }
  return position;
}
