import { FrequencySketch } from '../../src/policies/admission/frequency-sketch.js';

/**
 * Eviction policies as plainly as their papers say them, over arrays and maps, as slow as they like: what the fast ones are
 * compared with. Each answers for every request whether it was a hit. Objects weigh the same; the capacity counts them.
 */
export type NaivePolicy = (keys: readonly number[], capacity: number) => boolean[];

/** The first is the next to leave, or the bottom. */
type Queue = number[];

function without(queue: Queue, key: number): void {
  queue.splice(queue.indexOf(key), 1);
}

function toEnd(queue: Queue, key: number): void {
  without(queue, key);
  queue.push(key);
}

const lru: NaivePolicy = (keys, capacity) => {
  const entries: Queue = [];
  return keys.map((key) => {
    const hit = entries.includes(key);
    if (hit) without(entries, key);
    else if (entries.length === capacity) entries.shift();
    entries.push(key);
    return hit;
  });
};

const fifo: NaivePolicy = (keys, capacity) => {
  const entries: Queue = [];
  return keys.map((key) => {
    if (entries.includes(key)) return true;
    if (entries.length === capacity) entries.shift();
    entries.push(key);
    return false;
  });
};

/** A real clock face: places in a circle, and a hand that points at one of them. */
const clock: NaivePolicy = (keys, capacity) => {
  const places: { key: number; used: boolean }[] = [];
  let hand = 0;
  return keys.map((key) => {
    const found = places.find((place) => place.key === key);
    if (found !== undefined) {
      found.used = true;
      return true;
    }
    if (places.length < capacity) {
      places.push({ key, used: false });
      return false;
    }
    for (; places[hand]!.used; hand = (hand + 1) % capacity) places[hand]!.used = false;
    places[hand] = { key, used: false };
    hand = (hand + 1) % capacity;
    return false;
  });
};

/** With `ages`, an entry that comes is worth what the last one to leave was worth, and one: LFU-DA. */
function leastFrequent(ages: boolean): NaivePolicy {
  return (keys, capacity) => {
    let entries: { key: number; uses: number; worth: number; last: number }[] = [];
    let age = 0;
    return keys.map((key, now) => {
      const found = entries.find((entry) => entry.key === key);
      if (found !== undefined) {
        found.uses++;
        found.worth = found.uses + age;
        found.last = now;
        return true;
      }
      if (entries.length === capacity) {
        const [victim] = entries.toSorted((a, b) => a.worth - b.worth || a.last - b.last);
        if (ages) age = victim!.worth;
        entries = entries.filter((entry) => entry !== victim);
      }
      entries.push({ key, uses: 1, worth: age + 1, last: now });
      return false;
    });
  };
}

/** Karedla et al.: what leaves the protected segment goes to the most recent end of the other. */
const slru: NaivePolicy = (keys, capacity) => {
  const probation: Queue = [];
  const protectedOnes: Queue = [];
  return keys.map((key) => {
    if (protectedOnes.includes(key) || probation.includes(key)) {
      without(protectedOnes.includes(key) ? protectedOnes : probation, key);
      protectedOnes.push(key);
      if (protectedOnes.length > Math.floor(0.8 * capacity)) probation.push(protectedOnes.shift()!);
      return true;
    }
    if (probation.length + protectedOnes.length === capacity) probation.shift();
    probation.push(key);
    return false;
  });
};

/** Johnson and Shasha, the full version: reclaimfor(X) and the three cases before it. */
const twoQ: NaivePolicy = (keys, capacity) => {
  const a1in: Queue = [];
  const a1out: Queue = [];
  const am: Queue = [];
  const reclaim = (): void => {
    if (a1in.length + am.length < capacity) return;
    if (a1in.length > Math.floor(0.25 * capacity)) {
      a1out.push(a1in.shift()!);
      if (a1out.length > Math.floor(0.5 * capacity)) a1out.shift();
    } else am.shift();
  };
  return keys.map((key) => {
    if (am.includes(key)) {
      toEnd(am, key);
      return true;
    }
    if (a1in.includes(key)) return true;
    const remembered = a1out.includes(key);
    if (remembered) without(a1out, key);
    reclaim();
    (remembered ? am : a1in).push(key);
    return false;
  });
};

/** Megiddo and Modha, figure 4, line by line. */
const arc: NaivePolicy = (keys, c) => {
  const t1: Queue = [];
  const t2: Queue = [];
  const b1: Queue = [];
  const b2: Queue = [];
  let p = 0;
  const replace = (inB2: boolean): void => {
    if (t1.length >= 1 && ((inB2 && t1.length === p) || t1.length > p)) b1.push(t1.shift()!);
    else b2.push(t2.shift()!);
  };
  return keys.map((x) => {
    if (t1.includes(x) || t2.includes(x)) {
      without(t1.includes(x) ? t1 : t2, x);
      t2.push(x);
      return true;
    }
    if (b1.includes(x)) {
      p = Math.min(c, p + Math.max(b2.length / b1.length, 1));
      replace(false);
      without(b1, x);
      t2.push(x);
    } else if (b2.includes(x)) {
      p = Math.max(0, p - Math.max(b1.length / b2.length, 1));
      replace(true);
      without(b2, x);
      t2.push(x);
    } else {
      if (t1.length + b1.length === c) {
        if (t1.length < c) {
          b1.shift();
          replace(false);
        } else t1.shift();
      } else if (t1.length + t2.length + b1.length + b2.length >= c) {
        if (t1.length + t2.length + b1.length + b2.length === 2 * c) b2.shift();
        replace(false);
      }
      t1.push(x);
    }
    return false;
  });
};

/** Jiang and Zhang, section 3.3; what is remembered of blocks that are not resident is bounded, the first to leave first. */
const lirs: NaivePolicy = (keys, capacity) => {
  const low = new Set<number>();
  const gone: Queue = [];
  /** S, the bottom first, and Q, the next to leave first. */
  const stack: Queue = [];
  const queue: Queue = [];
  const room = capacity - Math.max(1, Math.ceil(capacity / 100));
  const prune = (): void => {
    while (stack.length > 0 && !low.has(stack[0]!)) {
      const key = stack.shift()!;
      if (gone.includes(key)) without(gone, key);
    }
  };
  const push = (key: number): void => {
    if (stack.includes(key)) without(stack, key);
    stack.push(key);
  };
  const promote = (key: number): void => {
    low.add(key);
    push(key);
    prune();
    if (low.size > room) {
      const bottom = stack.shift()!;
      low.delete(bottom);
      queue.push(bottom);
      prune();
    }
  };
  return keys.map((key) => {
    if (low.has(key)) {
      push(key);
      prune();
      return true;
    }
    if (queue.includes(key)) {
      without(queue, key);
      if (stack.includes(key)) promote(key);
      else {
        queue.push(key);
        push(key);
        prune();
      }
      return true;
    }
    const remembered = gone.includes(key);
    if (remembered) {
      without(gone, key);
      without(stack, key);
    }
    if (low.size + queue.length === capacity) {
      const victim = queue.shift()!;
      if (stack.includes(victim)) gone.push(victim);
      if (gone.length > 2 * capacity) without(stack, gone.shift()!);
    }
    if (remembered || low.size < room) promote(key);
    else {
      queue.push(key);
      push(key);
      prune();
    }
    return false;
  });
};

/** Zhang et al., algorithm 1; the first of the array is the tail. */
const sieve: NaivePolicy = (keys, capacity) => {
  const entries: { key: number; visited: boolean }[] = [];
  let hand: number | null = null;
  return keys.map((key) => {
    const found = entries.find((entry) => entry.key === key);
    if (found !== undefined) {
      found.visited = true;
      return true;
    }
    if (entries.length === capacity) {
      let at: number = hand ?? 0;
      while (entries[at]!.visited) {
        entries[at]!.visited = false;
        at = at + 1 === entries.length ? 0 : at + 1;
      }
      entries.splice(at, 1);
      hand = at === entries.length ? null : at;
    }
    entries.push({ key, visited: false });
    return false;
  });
};

/** Yang et al., algorithm 1, with the sizes of libCacheSim: small C/10, ghosts 0.9 C, promoted after two uses. */
const s3Fifo: NaivePolicy = (keys, capacity) => {
  const small: Queue = [];
  const main: Queue = [];
  const ghosts: Queue = [];
  const uses = new Map<number, number>();
  const smallSize = Math.max(1, Math.floor(capacity / 10));
  const evictMain = (): void => {
    while (uses.get(main[0]!)! > 0) {
      const key = main.shift()!;
      uses.set(key, uses.get(key)! - 1);
      main.push(key);
    }
    main.shift();
  };
  const evictSmall = (): boolean => {
    while (small.length > 0) {
      const key = small.shift()!;
      if (uses.get(key)! < 2) {
        ghosts.push(key);
        if (ghosts.length > Math.floor(0.9 * capacity)) ghosts.shift();
        return true;
      }
      uses.set(key, 0);
      main.push(key);
    }
    return false;
  };
  return keys.map((key) => {
    if (small.includes(key) || main.includes(key)) {
      uses.set(key, Math.min(3, uses.get(key)! + 1));
      return true;
    }
    const remembered = ghosts.includes(key);
    if (remembered) without(ghosts, key);
    while (small.length + main.length >= capacity) {
      if (main.length > capacity - smallSize || small.length === 0) evictMain();
      else evictSmall();
    }
    uses.set(key, 0);
    (remembered ? main : small).push(key);
    return false;
  });
};

/** Caffeine's simulator, WindowTinyLfuPolicy. How often keys were asked for is what the sketch says, which has its own test. */
const wTinyLfu: NaivePolicy = (keys, capacity) => {
  const sketch = new FrequencySketch(false);
  const window: Queue = [];
  const probation: Queue = [];
  const protectedOnes: Queue = [];
  const mainSize = Math.floor(capacity * 0.99);
  const protectedSize = Math.floor(mainSize * 0.8);
  return keys.map((key) => {
    sketch.add(key);
    if (window.includes(key)) {
      toEnd(window, key);
      return true;
    }
    if (probation.includes(key) || protectedOnes.includes(key)) {
      without(probation.includes(key) ? probation : protectedOnes, key);
      protectedOnes.push(key);
      if (protectedOnes.length > protectedSize) probation.push(protectedOnes.shift()!);
      return true;
    }
    window.push(key);
    const entries = window.length + probation.length + protectedOnes.length;
    if (window.length <= capacity - mainSize) {
      sketch.ensure(entries);
      return false;
    }
    const candidate = window.shift()!;
    probation.push(candidate);
    sketch.ensure(Math.min(entries, capacity));
    if (entries > capacity) {
      const victim = probation[0]!;
      without(probation, sketch.count(candidate) > sketch.count(victim) ? victim : candidate);
    }
    return false;
  });
};

/** Greedy dual size with frequency where all weigh the same: LFU with dynamic ageing, says the paper. */
const gdsf = leastFrequent(true);

const none: NaivePolicy = (keys, capacity) => {
  const entries = new Set<number>();
  return keys.map((key) => {
    if (entries.has(key)) return true;
    if (entries.size < capacity) entries.add(key);
    return false;
  });
};

/** Looks ahead from every request, for every entry. */
const belady: NaivePolicy = (keys, capacity) => {
  const entries: Queue = [];
  return keys.map((key, now) => {
    if (entries.includes(key)) return true;
    if (entries.length === capacity) {
      const next = entries.map((entry) => keys.indexOf(entry, now + 1)).map((at) => (at < 0 ? keys.length : at));
      entries.splice(next.indexOf(Math.max(...next)), 1);
    }
    entries.push(key);
    return false;
  });
};

/** By the name of the policy that is compared with it. */
export const naivePolicies: Readonly<Record<string, NaivePolicy>> = {
  '2q': twoQ,
  arc,
  belady,
  clock,
  fifo,
  gdsf,
  lfu: leastFrequent(false),
  lirs,
  lru,
  none,
  's3-fifo': s3Fifo,
  sieve,
  slru,
  'w-tinylfu': wTinyLfu,
};

/** LFU with dynamic ageing, which is an option of LFU. */
export const naiveLfuWithAgeing = leastFrequent(true);
