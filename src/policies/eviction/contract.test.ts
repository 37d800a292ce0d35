import { describe, expect, it } from 'vitest';
import { createStream } from '../../random/alea.js';
import { defaultOptions } from '../default-options.js';
import { evictionPolicies } from './registry.js';

type Definition = ReturnType<typeof evictionPolicies.all>[number];

/** A cache of nothing but keys around a policy; throws where a victim is not there. Answers which requests were hits. */
function replay(definition: Definition, keys: readonly number[], capacity: number): boolean[] {
  const policy = definition.create(defaultOptions(definition), { capacity });
  const slotOf = new Map<number, number>();
  const keyOf = new Map<number, number>();
  const free = Array.from({ length: capacity }, (_, index) => capacity - 1 - index);
  return keys.map((key) => {
    const slot = slotOf.get(key);
    if (slot !== undefined) {
      policy.hit(slot);
      return true;
    }
    if (free.length === 0) {
      const victim = policy.victim(key);
      if (!keyOf.has(victim)) throw new Error(`slot ${victim} is empty and cannot be a victim`);
      slotOf.delete(keyOf.get(victim)!);
      keyOf.delete(victim);
      policy.removed(victim);
      free.push(victim);
    }
    const filled = free.pop()!;
    slotOf.set(key, filled);
    keyOf.set(filled, key);
    policy.inserted(filled, key, 1);
    return false;
  });
}

/** The most hits that any policy can have: it throws out what is needed again last. */
function beladyHits(keys: readonly number[], capacity: number): number {
  const nextUse: number[] = Array.from({ length: keys.length }, () => Infinity);
  const last = new Map<number, number>();
  for (let index = keys.length - 1; index >= 0; index--) {
    nextUse[index] = last.get(keys[index]!) ?? Infinity;
    last.set(keys[index]!, index);
  }
  const resident = new Map<number, number>();
  let hits = 0;
  for (const [index, key] of keys.entries()) {
    if (resident.has(key)) hits++;
    else if (resident.size >= capacity) {
      const [victim] = [...resident].toSorted((a, b) => b[1] - a[1])[0]!;
      resident.delete(victim);
    }
    resident.set(key, nextUse[index]!);
  }
  return hits;
}

function skewedKeys(count: number, seed: number): number[] {
  const stream = createStream(seed, 'contract', 'eviction');
  return Array.from({ length: count }, () => Math.floor(300 * stream.uniform() * stream.uniform()));
}

describe.each(evictionPolicies.all())('the eviction policy $name', (definition) => {
  it.each([1, 2, 7, 50])('keeps to a capacity of %i, and every victim is there', (capacity) => {
    expect(() => replay(definition, skewedKeys(3000, 1), capacity)).not.toThrow();
  });

  it('misses nothing but first uses where everything fits', () => {
    const keys = skewedKeys(2000, 2);
    const hits = replay(definition, keys, 300).filter(Boolean).length;
    expect(hits).toBe(keys.length - new Set(keys).size);
  });

  it('is never better than throwing out what is needed last', () => {
    for (const capacity of [3, 20, 80]) {
      const keys = skewedKeys(2000, capacity);
      const hits = replay(definition, keys, capacity).filter(Boolean).length;
      expect(hits).toBeLessThanOrEqual(beladyHits(keys, capacity));
    }
  });

  it('does the same twice', () => {
    const keys = skewedKeys(2000, 3);
    expect(replay(definition, keys, 25)).toEqual(replay(definition, keys, 25));
  });

  it('copes with entries that leave for other reasons', () => {
    const policy = definition.create(defaultOptions(definition), { capacity: 4 });
    for (let slot = 0; slot < 4; slot++) policy.inserted(slot, 100 + slot, 1);
    policy.removed(0);
    policy.removed(2);
    const first = policy.victim(7);
    expect([1, 3]).toContain(first);
    policy.removed(first);
    expect(policy.victim(7)).toBe(4 - first);
  });
});
