import { createStream } from '../../random/alea.js';

/**
 * The targets of one client by deterministic subsetting (Google, Site Reliability Engineering, chapter 20): clients form rounds
 * of as many as there are subsets, and within a round each target belongs to exactly one of them. Rising.
 */
export function subsetOf(targets: number, client: number, size: number): readonly number[] {
  if (size >= targets) return Array.from({ length: targets }, (_, target) => target);
  const subsets = Math.floor(targets / size);
  const round = Math.floor(client / subsets);
  const shuffled = shuffle(targets, round);
  const first = (client % subsets) * size;
  return shuffled.slice(first, first + size).toSorted((left, right) => left - right);
}

/** The same for all clients of a round. */
function shuffle(targets: number, round: number): number[] {
  const order = Array.from({ length: targets }, (_, target) => target);
  const stream = createStream(round, 'subset');
  for (let last = targets - 1; last > 0; last--) {
    const other = stream.below(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
