import type { Position } from '../../core/problem.js';
import type { Source } from '../../language/source.js';

/** Where one of these texts stands as a value or as a key, the first of them that is found at all; undefined when none is. */
export function findText(source: Source, texts: readonly string[]): Position | undefined {
  for (const text of texts) {
    const found = find(source, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function find(source: Source, text: string): Position | undefined {
  if (source.kind === 'scalar') return source.text === text ? source.at : undefined;
  const parts = source.kind === 'list' ? source.items : [...source.entries.values()];
  for (const part of parts) {
    if ('key' in part && part.key === text) return part.keyAt;
    const found = find('key' in part ? part.value : part, text);
    if (found !== undefined) return found;
  }
  return undefined;
}
