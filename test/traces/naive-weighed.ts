/** What a key weighs, always the same. */
export type WeightOf = (key: number) => number;

/** One plain policy: which key leaves, and what it has to know for that. */
interface Order {
  arrive?(key: number): void;
  insert(key: number): void;
  hit(key: number): void;
  /** Takes it out as well. */
  evict(): number;
}

type MakeOrder = (capacity: number, weightOf: WeightOf) => Order;

/**
 * Whether each request was a hit, in a cache that is measured in weights: room is made before a key comes in, and what is
 * heavier than the whole cache is not kept.
 */
export function weighedHits(name: string, keys: readonly number[], capacity: number, weightOf: WeightOf): boolean[] {
  const order = ORDERS[name]!(capacity, weightOf);
  const inside = new Set<number>();
  return keys.map((key) => {
    if (inside.has(key)) {
      order.hit(key);
      return true;
    }
    if (weightOf(key) > capacity) return false;
    order.arrive?.(key);
    while (inside.size > 0 && total(inside, weightOf) + weightOf(key) > capacity) inside.delete(order.evict());
    inside.add(key);
    order.insert(key);
    return false;
  });
}

function total(keys: Iterable<number>, weightOf: WeightOf): number {
  return [...keys].reduce((sum, key) => sum + weightOf(key), 0);
}

function without(queue: number[], key: number): void {
  queue.splice(queue.indexOf(key), 1);
}

/** What is forgotten first stands first; never heavier than its capacity, and what has no weight counts as one. */
class Ghosts {
  readonly keys: number[] = [];

  constructor(
    readonly capacity: number,
    readonly weightOf: WeightOf,
  ) {}

  add(key: number): void {
    const weigh: WeightOf = (one) => Math.max(1, this.weightOf(one));
    if (weigh(key) > this.capacity) return;
    while (total(this.keys, weigh) + weigh(key) > this.capacity) this.keys.shift();
    this.keys.push(key);
  }

  remove(key: number): boolean {
    if (!this.keys.includes(key)) return false;
    without(this.keys, key);
    return true;
  }
}

const listed =
  (movesOnHit: boolean): MakeOrder =>
  () => {
    const queue: number[] = [];
    return {
      insert: (key) => queue.push(key),
      hit(key) {
        if (!movesOnHit) return;
        without(queue, key);
        queue.push(key);
      },
      evict: () => queue.shift()!,
    };
  };

/** The least worth leaves, and of several the one that was touched the longest time ago. */
const worthy =
  (worth: (age: number, uses: number, weight: number) => number, ages: boolean): MakeOrder =>
  (_capacity, weightOf) => {
    const entries = new Map<number, { uses: number; worth: number; touched: number }>();
    let age = 0;
    let now = 0;
    const touch = (key: number, uses: number): void => {
      entries.set(key, { uses, worth: worth(age, uses, Math.max(1, weightOf(key))), touched: now++ });
    };
    return {
      insert: (key) => touch(key, 1),
      hit: (key) => touch(key, entries.get(key)!.uses + 1),
      evict() {
        const inOrder = [...entries].toSorted(([, a], [, b]) => a.worth - b.worth || a.touched - b.touched);
        const [key, entry] = inOrder[0]!;
        if (ages) age = entry.worth;
        entries.delete(key);
        return key;
      },
    };
  };

const sieve: MakeOrder = () => {
  const queue: number[] = [];
  const visited = new Set<number>();
  let hand = 0;
  return {
    insert: (key) => queue.push(key),
    hit: (key) => visited.add(key),
    evict() {
      if (hand >= queue.length) hand = 0;
      while (visited.delete(queue[hand]!)) hand = (hand + 1) % queue.length;
      const atEnd = hand === queue.length - 1;
      const [key] = queue.splice(hand, 1);
      // Behind the newest it begins again with the oldest, whatever comes in meanwhile.
      if (atEnd) hand = 0;
      return key!;
    },
  };
};

const s3Fifo: MakeOrder = (capacity, weightOf) => {
  const small: number[] = [];
  const main: number[] = [];
  const ghosts = new Ghosts(Math.floor(0.9 * capacity), weightOf);
  const uses = new Map<number, number>();
  const mainRoom = capacity - Math.max(1, Math.floor(capacity / 10));
  let returning = false;
  const evictMain = (): number => {
    for (;;) {
      const key = main.shift()!;
      if (uses.get(key) === 0) return key;
      uses.set(key, uses.get(key)! - 1);
      main.push(key);
    }
  };
  return {
    arrive: (key) => (returning = ghosts.remove(key)),
    insert(key) {
      uses.set(key, 0);
      (returning ? main : small).push(key);
    },
    hit: (key) => uses.set(key, Math.min(3, uses.get(key)! + 1)),
    evict() {
      if (total(main, weightOf) > mainRoom || small.length === 0) return evictMain();
      while (small.length > 0) {
        const key = small.shift()!;
        if (uses.get(key)! < 2) {
          ghosts.add(key);
          return key;
        }
        uses.set(key, 0);
        main.push(key);
      }
      return evictMain();
    },
  };
};

const twoQ: MakeOrder = (capacity, weightOf) => {
  const a1in: number[] = [];
  const am: number[] = [];
  const a1out = new Ghosts(Math.floor(0.5 * capacity), weightOf);
  let returning = false;
  return {
    arrive: (key) => (returning = a1out.remove(key)),
    insert: (key) => (returning ? am : a1in).push(key),
    hit(key) {
      if (!am.includes(key)) return;
      without(am, key);
      am.push(key);
    },
    evict() {
      if (total(a1in, weightOf) <= Math.floor(0.25 * capacity) && am.length > 0) return am.shift()!;
      const key = a1in.shift()!;
      a1out.add(key);
      return key;
    },
  };
};

const slru: MakeOrder = (capacity, weightOf) => {
  const probation: number[] = [];
  const kept: number[] = [];
  return {
    insert: (key) => probation.push(key),
    hit(key) {
      without(kept.includes(key) ? kept : probation, key);
      kept.push(key);
      while (total(kept, weightOf) > Math.floor(0.8 * capacity)) probation.push(kept.shift()!);
    },
    evict: () => (probation.length > 0 ? probation : kept).shift()!,
  };
};

const ORDERS: Readonly<Record<string, MakeOrder>> = {
  '2q': twoQ,
  fifo: listed(false),
  gdsf: worthy((age, uses, weight) => age + uses / weight, true),
  lfu: worthy((_age, uses) => uses, false),
  lru: listed(true),
  's3-fifo': s3Fifo,
  sieve,
  slru,
};

export const WEIGHED_POLICIES = Object.keys(ORDERS);
