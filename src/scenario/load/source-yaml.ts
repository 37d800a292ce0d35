import { stringify } from 'yaml';
import type { Source } from '../../language/source.js';

/** A source as YAML again: the same keys in the same order, without its comments. */
export function sourceYaml(source: Source): string {
  return stringify(plain(source), { lineWidth: 0 });
}

/** A Map keeps the order of keys, and keys such as `2` where they were. */
function plain(source: Source): unknown {
  if (source.kind === 'scalar') return source.value;
  if (source.kind === 'list') return source.items.map(plain);
  return new Map([...source.entries.values()].map(({ key, value }) => [key, plain(value)]));
}
