import { isScalar, type Node, type Pair } from 'yaml';

/**
 * The pairs of a map without those that are the rest of a value cut by a comma: `{ keys: zipf(0.9, 100k) }` is read by
 * YAML as `keys: zipf(0.9` and a key `100k)`. Both halves are one mistake, reported once.
 */
export function rejoined(
  pairs: readonly Pair<Node, Node | null>[],
  report: (pair: Pair<Node, Node | null>) => void,
): Pair<Node, Node | null>[] {
  const kept: Pair<Node, Node | null>[] = [];
  let open = false;
  for (const [index, pair] of pairs.entries()) {
    const key = isScalar(pair.key) ? (pair.key.source ?? '') : '';
    if (open && pair.value === null) {
      open = !key.includes(')');
      continue;
    }
    open = isScalar(pair.value) && pair.value.type === 'PLAIN' && isCut(pair.value.source ?? '', pairs[index + 1]);
    if (open) report(pair);
    kept.push(pair);
  }
  return kept;
}

function isCut(text: string, next: Pair<Node, Node | null> | undefined): boolean {
  return text.split('(').length > text.split(')').length && next !== undefined && next.value === null;
}
