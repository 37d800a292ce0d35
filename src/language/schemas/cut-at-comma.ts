import type { Reader } from '../reader.js';
import type { MapSource, Source } from '../source.js';
import { CUT, CUT_HINT, hasOpenParenthesis, scalarText } from './scalar-schema.js';

/**
 * YAML reads `{ think: uniform(1ms, 5ms) }` as the two keys `think` and `5ms)`, without an error. Reports each such place
 * once and returns the keys that it took part in, about which there is nothing more to say.
 */
export function keysCutAtComma(source: MapSource, reader: Reader): ReadonlySet<string> {
  const cut = new Set<string>();
  let open: string[] = [];
  for (const { key, keyAt, value } of source.entries.values()) {
    if (isOpen(value)) {
      open = [key];
      continue;
    }
    const isPiece = value.kind === 'scalar' && value.value === null;
    if (isPiece && key.endsWith(')') && !key.includes('(')) {
      const first = open.length === 0 ? undefined : source.entries.get(open[0]!);
      if (first === undefined) reader.report(keyAt, `the key ${key} ends in a parenthesis`, CUT_HINT);
      else reader.report(first.value, CUT, CUT_HINT);
      for (const part of [...open, key]) cut.add(part);
      open = [];
    } else if (isPiece && open.length > 0) open.push(key);
    else open = [];
  }
  return cut;
}

/** The same for `[exponential(1ms), uniform(1ms, 5ms)]`: the items that are pieces of one. */
export function itemsCutAtComma(items: readonly Source[], reader: Reader): ReadonlySet<Source> {
  const cut = new Set<Source>();
  let open: Source[] = [];
  for (const item of items) {
    if (isOpen(item)) open = [item];
    else if (open.length > 0 && item.kind === 'scalar') {
      open.push(item);
      if (!scalarText(item).endsWith(')')) continue;
      reader.report(open[0]!, CUT, CUT_HINT);
      for (const part of open) cut.add(part);
      open = [];
    } else open = [];
  }
  return cut;
}

function isOpen(source: Source): boolean {
  return source.kind === 'scalar' && hasOpenParenthesis(scalarText(source));
}
