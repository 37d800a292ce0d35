import { mixedOf } from './mixed.js';

/** Members are packed beside 32 bits of position into one number that sorts. */
const MOST_MEMBERS = 2_097_152;

/**
 * Points on a circle of 2^32 positions, each of which belongs to a member: a position belongs to whose point comes next (Karger
 * et al. 1997). A member has as many points as its weight says, `virtualNodes` for a weight of 1.
 */
export class Ring {
  readonly #positions: Uint32Array;
  readonly #owners: Uint32Array;

  /** Where the points lie is decided by the numbers of their members and by `salt`, and by nothing else. */
  constructor(weights: readonly number[], virtualNodes: number, salt: number) {
    const points = weights.flatMap((weight, member) =>
      Array.from({ length: pointsFor(weight, virtualNodes) }, (_, index) => mixedOf(member, index, salt) * MOST_MEMBERS + member),
    );
    const sorted = Float64Array.from(points).toSorted();
    this.#positions = Uint32Array.from(sorted, (point) => Math.floor(point / MOST_MEMBERS));
    this.#owners = Uint32Array.from(sorted, (point) => point % MOST_MEMBERS);
  }

  /** The number of the first point at this position or behind it, around the circle. */
  find(position: number): number {
    const positions = this.#positions;
    let low = 0;
    let high = positions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (positions[middle]! < position) low = middle + 1;
      else high = middle;
    }
    return low === positions.length ? 0 : low;
  }

  owner(point: number): number {
    return this.#owners[point]!;
  }

  following(point: number): number {
    return point + 1 === this.#owners.length ? 0 : point + 1;
  }
}

/** At least one: a member without points would get nothing. */
export function pointsFor(weight: number, virtualNodes: number): number {
  return Math.max(1, Math.round(weight * virtualNodes));
}
