import { isMap, isSeq, type Node, parseDocument } from 'yaml';

/**
 * The same scenario with the keys of all its maps in another order: nodes, arms, workloads, mixes, faults, and what stands
 * in lists. Lists keep their order, and every value its text.
 */
export function shuffleKeys(scenario: string, seed: number): string {
  const document = parseDocument(scenario);
  const below = numbersBelow(seed);
  shuffleIn(document.contents, below);
  return document.toString({ lineWidth: 0 });
}

function shuffleIn(node: Node | null, below: (bound: number) => number): void {
  if (isMap<unknown, Node | null>(node)) {
    for (const { value } of node.items) shuffleIn(value, below);
    shuffle(node.items, below);
  } else if (isSeq<Node | null>(node)) {
    for (const item of node.items) shuffleIn(item, below);
  }
}

/** Fisher and Yates. */
function shuffle(items: unknown[], below: (bound: number) => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [items[last], items[other]] = [items[other], items[last]];
  }
}

/** The minimal standard generator of Park and Miller (1988). */
function numbersBelow(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % bound;
  };
}
