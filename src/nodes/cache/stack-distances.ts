const NEVER_BEFORE = 0;
const FEWEST_PLACES = 1024;

/**
 * How many different keys were asked for since a key was last: all that decides whether LRU has it, at any capacity
 * (Mattson et al., Evaluation Techniques for Storage Hierarchies, 1970). Counts are kept in a Fenwick tree over the places of
 * last uses, so that a request takes the logarithm of the number of keys.
 */
export class StackDistances {
  requests = 0;
  /** How often each distance came, by the distance; [0] counts first uses. */
  #counts = new Float64Array(FEWEST_PLACES);
  /** The place of each key's last use, from 1; NEVER_BEFORE without one. */
  #places: Int32Array;
  /** Which key was last used at a place. */
  #keys = new Int32Array(FEWEST_PLACES + 1);
  /** Prefix sums of how many last uses stand at each place. */
  #tree = new Int32Array(FEWEST_PLACES + 1);
  #next = 1;
  #distinct = 0;

  /** Keys are whole numbers from 0 to below `keyCount`. */
  constructor(keyCount: number) {
    this.#places = new Int32Array(keyCount);
  }

  add(key: number): void {
    this.requests++;
    if (this.#next === this.#keys.length) this.#close();
    const before = this.#places[key]!;
    if (before === NEVER_BEFORE) this.#count(0);
    else {
      this.#count(this.#distinct - this.#upTo(before) + 1);
      this.#change(before, -1);
      this.#distinct--;
    }
    this.#places[key] = this.#next;
    this.#keys[this.#next] = key;
    this.#change(this.#next++, 1);
    this.#distinct++;
  }

  /** How often an LRU of so many entries would have missed, for each of some capacities. */
  misses(capacities: readonly number[]): number[] {
    const upTo = new Float64Array(this.#counts.length);
    for (let distance = 1; distance < upTo.length; distance++) upTo[distance] = upTo[distance - 1]! + this.#counts[distance]!;
    return capacities.map((capacity) => this.requests - upTo[Math.min(Math.floor(capacity), upTo.length - 1)]!);
  }

  #count(distance: number): void {
    if (distance >= this.#counts.length) {
      const larger = new Float64Array(Math.max(this.#counts.length * 2, distance + 1));
      larger.set(this.#counts);
      this.#counts = larger;
    }
    this.#counts[distance] = this.#counts[distance]! + 1;
  }

  /** Last uses at this place and before it. */
  #upTo(place: number): number {
    let sum = 0;
    for (let at = place; at > 0; at -= at & -at) sum += this.#tree[at]!;
    return sum;
  }

  #change(place: number, by: number): void {
    const tree = this.#tree;
    for (let at = place; at < tree.length; at += at & -at) tree[at] = tree[at]! + by;
  }

  /** Moves last uses together, in their order, when the places run out; with as much room again. */
  #close(): void {
    const keys = new Int32Array(Math.max(FEWEST_PLACES, this.#distinct * 2) + 1);
    let place = 0;
    for (let at = 1; at < this.#next; at++) {
      const key = this.#keys[at]!;
      if (this.#places[key] !== at) continue;
      keys[++place] = key;
      this.#places[key] = place;
    }
    this.#keys = keys;
    this.#next = place + 1;
    this.#tree = new Int32Array(keys.length);
    for (let at = 1; at < keys.length; at++) {
      this.#tree[at] = this.#tree[at]! + (at <= place ? 1 : 0);
      const parent = at + (at & -at);
      if (parent < keys.length) this.#tree[parent] = this.#tree[parent]! + this.#tree[at]!;
    }
  }
}
