import type { Position, Problem } from '../../core/problem.js';
import type { Source } from '../../language/source.js';

/** Gives problems that point at a key the text of that key, when their message is about it. */
export function withText(problems: readonly Problem[], root: Source): Problem[] {
  const keys = new Map<string, string>();
  collectKeys(root, keys);
  return problems.map((problem) => {
    const key = problem.text === undefined && problem.at !== undefined ? keys.get(placeOf(problem.at)) : undefined;
    return key !== undefined && problem.message.includes(key) ? { ...problem, text: key } : problem;
  });
}

function collectKeys(source: Source, keys: Map<string, string>): void {
  if (source.kind === 'list') for (const item of source.items) collectKeys(item, keys);
  if (source.kind !== 'map') return;
  for (const { key, keyAt, value } of source.entries.values()) {
    keys.set(placeOf(keyAt), key);
    collectKeys(value, keys);
  }
}

function placeOf({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
