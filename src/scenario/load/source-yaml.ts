import { stringify } from 'yaml';
import { hideSecrets } from '../../core/hide-secrets.js';
import type { Source } from '../../language/source.js';

/** A source as YAML again: the same keys in the same order, without its comments and without passwords. */
export function sourceYaml(source: Source): string {
  return stringify(plain(source), { lineWidth: 0 });
}

/** A Map keeps the order of keys, and keys such as `2` where they were. */
function plain(source: Source): unknown {
  if (source.kind === 'scalar') return typeof source.value === 'string' ? hideSecrets(source.value) : source.value;
  if (source.kind === 'list') return source.items.map(plain);
  return new Map([...source.entries.values()].map(({ key, value }) => [key, plain(value)]));
}
