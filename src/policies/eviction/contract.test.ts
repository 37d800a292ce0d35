import { describe, expect, it } from 'vitest';
import { NEVER } from '../../core/time.js';
import { type CacheCapacity, CacheContents } from '../../nodes/cache/cache-contents.js';
import { CacheSimulation, nextUsesOf } from '../../nodes/cache/cache-simulation.js';
import { createStream } from '../../random/alea.js';
import { defaultOptions } from '../default-options.js';
import type { EvictionPolicy } from './eviction.js';
import { evictionPolicies } from './registry.js';

type Definition = ReturnType<typeof evictionPolicies.all>[number];

const SILENT = { inserted() {}, removed() {}, evicted() {}, expired() {} };
const stream = (purpose: string) => createStream(1, 'contract', purpose);

/** Passes everything on to a policy, and throws where the cache or the policy breaks the rules between them. */
class Watched implements EvictionPolicy {
  readonly #inside = new Set<number>();
  #weights = 0;

  constructor(
    readonly policy: EvictionPolicy,
    readonly capacity: number,
  ) {}

  arriving(key: number, weight: number): void {
    this.policy.arriving?.(key, weight);
  }

  inserted(slot: number, key: number, weight: number): void {
    if (this.#inside.has(slot)) throw new Error(`slot ${slot} was filled twice`);
    this.#inside.add(slot);
    this.policy.inserted(slot, key, weight);
  }

  hit(slot: number): void {
    if (!this.#inside.has(slot)) throw new Error(`slot ${slot} is empty and cannot be used`);
    this.policy.hit(slot);
  }

  reweighed(slot: number, weight: number): void {
    this.policy.reweighed?.(slot, weight);
  }

  removed(slot: number, key: number, evicted: boolean): void {
    if (!this.#inside.delete(slot)) throw new Error(`slot ${slot} is empty and cannot leave`);
    this.policy.removed(slot, key, evicted);
  }

  victim(incoming: number): number {
    const victim = this.policy.victim(incoming);
    if (victim !== -1 && !this.#inside.has(victim)) throw new Error(`slot ${victim} is empty and cannot be a victim`);
    return victim;
  }

  check(): void {
    this.policy.check?.();
    const remembered = this.policy.remembered ?? 0;
    // ARC and S3-FIFO remember as much as they hold, LIRS twice as much; nothing may be remembered without a bound.
    if (this.#weights === 0 && remembered > 2 * this.capacity) throw new Error(`${remembered} keys are remembered`);
  }

  /** Entries of different weights: how many ghosts fit says nothing then. */
  weighs(): this {
    this.#weights = 1;
    return this;
  }
}

function create(definition: Definition, capacity: number, nextUse = 0): Watched {
  const context = { capacity, keyCount: null, stream, future: { nextUse } };
  return new Watched(definition.create(defaultOptions(definition), context), capacity);
}

/** Whatever can happen to a cache, at random; after each step it must be in order. */
function live(definition: Definition, capacity: CacheCapacity, ttl: number, steps: number): number[] {
  const policy = create(definition, capacity.amount);
  const contents = new CacheContents(capacity, ttl, capacity.unit === 'bytes' ? policy.weighs() : policy, SILENT);
  const draws = createStream(2, 'contract', 'steps');
  const found: number[] = [];
  let now = 0;
  for (let step = 0; step < steps; step++) {
    const key = Math.floor(300 * draws.uniform() * draws.uniform());
    const kind = draws.below(20);
    now += draws.below(3);
    if (kind === 0) contents.invalidate(key);
    else if (kind === 1) contents.fill(key, step, draws.below(100), now);
    else if (contents.find(key, now) < 0) contents.fill(key, step, (key * 37) % 100, now);
    else found.push(step);
    contents.check();
  }
  return found;
}

function misses(definition: Definition, keys: Int32Array, capacity: number, options = defaultOptions(definition)): number {
  const config = {
    policy: { name: definition.name, options },
    admission: { name: 'none', options: {} },
    capacity: { amount: capacity, unit: 'entries' as const },
  };
  const simulation = new CacheSimulation(config, { keys, keyCount: 300, sizes: null, nextUses: nextUsesOf(keys, 300) }, stream);
  simulation.advance(keys.length);
  simulation.contents.check();
  return simulation.misses;
}

function skewedKeys(count: number, seed: number): Int32Array {
  const draws = createStream(seed, 'contract', 'keys');
  return Int32Array.from({ length: count }, () => Math.floor(300 * draws.uniform() * draws.uniform()));
}

describe.each(evictionPolicies.all())('the eviction policy $name', (definition) => {
  it.each([1, 2, 7, 50])(
    'keeps to a capacity of %i entries in any of 10,000 random steps, and every victim is there',
    (amount) => {
      live(definition, { amount, unit: 'entries' }, NEVER, 10_000);
    },
  );

  it.each([500, 4000])('keeps to a capacity of %i bytes in any of 10,000 random steps', (amount) => {
    live(definition, { amount, unit: 'bytes' }, NEVER, 10_000);
  });

  it('copes with entries that expire', () => {
    live(definition, { amount: 40, unit: 'entries' }, 100, 10_000);
    live(definition, { amount: 2000, unit: 'bytes' }, 100, 10_000);
  });

  it('takes what there is where nothing bounds it', () => {
    live(definition, { amount: Infinity, unit: 'entries' }, NEVER, 1000);
  });

  it('misses nothing but first uses where everything fits', () => {
    const keys = skewedKeys(2000, 2);
    expect(misses(definition, keys, 300)).toBe(new Set(keys).size);
  });

  it('is never better than throwing out what is needed last', () => {
    const belady = evictionPolicies.get('belady')!;
    for (const capacity of [1, 3, 20, 80]) {
      const keys = skewedKeys(3000, capacity);
      const bypass = definition.name === 'none';
      expect(misses(definition, keys, capacity)).toBeGreaterThanOrEqual(misses(belady, keys, capacity, { bypass }));
    }
  });

  it('does the same twice', () => {
    const capacity = { amount: 25, unit: 'entries' } as const;
    expect(live(definition, capacity, NEVER, 2000)).toEqual(live(definition, capacity, NEVER, 2000));
  });

  it('copes with a victim that is asked for and stays, as where an admission policy prefers it', () => {
    const policy = create(definition, 3);
    const draws = createStream(3, 'contract', 'refusals');
    for (let key = 0; key < 3; key++) {
      policy.arriving(key, 1);
      policy.inserted(key, key, 1);
    }
    for (let key = 3; key < 2000; key++) {
      policy.arriving(key, 1);
      const victim = policy.victim(key);
      if (draws.below(3) === 0) policy.hit(draws.below(3));
      if (victim >= 0 && draws.below(2) === 0) {
        const again = policy.victim(key);
        policy.removed(again, 0, true);
        policy.inserted(again, key, 1);
      }
      policy.check();
    }
  });

  it('gives up the last two that are there, in either order', () => {
    const policy = create(definition, 4);
    for (let slot = 0; slot < 4; slot++) policy.inserted(slot, 100 + slot, 1);
    policy.removed(0, 100, false);
    policy.removed(2, 102, false);
    const first = policy.victim(7);
    if (definition.name === 'none') return;
    expect([1, 3]).toContain(first);
    policy.removed(first, 100 + first, true);
    expect(policy.victim(7)).toBe(4 - first);
  });
});
