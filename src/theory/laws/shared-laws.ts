import type { Law } from './law.js';

const numbers = new WeakMap<Law, number>();
const known = new WeakMap<Law, Map<string, unknown>>();
let count = 0;

/**
 * What was made of the same laws in the same way before, or else what `make` makes: a hundred replicas that are alike then share one
 * law, and its cells are worked out once.
 */
export function sharedLaw<Made>(way: string, laws: readonly Law[], make: () => Made): Made {
  const first = laws[0]!;
  const made = known.get(first) ?? new Map<string, unknown>();
  known.set(first, made);
  const name = `${way} ${laws.map(numberOf).join(' ')}`;
  if (!made.has(name)) made.set(name, make());
  return made.get(name) as Made;
}

function numberOf(law: Law): number {
  const number = numbers.get(law) ?? count++;
  numbers.set(law, number);
  return number;
}
