import { describe, expect, it } from 'vitest';
import { arc } from './arc.js';
import type { EvictionPolicy } from './eviction.js';
import { gdsf } from './gdsf.js';
import { fifo } from './fifo.js';
import { lru } from './lru.js';
import { random } from './random.js';
import { createStream } from '../../random/alea.js';
import type { EvictionContext } from './eviction.js';

function context(capacity: number): EvictionContext {
  return { capacity, keyCount: null, stream: (purpose) => createStream(4, purpose), future: null };
}

/** Fills slots 0 to 2 in order, then uses 0. */
function used(policy: EvictionPolicy): EvictionPolicy {
  for (let slot = 0; slot < 3; slot++) policy.inserted(slot, slot, 1);
  policy.hit(0);
  return policy;
}

describe('eviction', () => {
  it('lru spares what was just used', () => {
    expect(used(lru.create({}, context(3))).victim(9)).toBe(1);
  });

  it('fifo does not care what was used', () => {
    expect(used(fifo.create({}, context(3))).victim(9)).toBe(0);
  });

  it('lru keeps its order over more slots than it began with', () => {
    const policy = lru.create({}, context(1000));
    for (let slot = 0; slot < 1000; slot++) policy.inserted(slot, slot, 1);
    for (let slot = 0; slot < 999; slot++) policy.hit(slot);
    expect(policy.victim(0)).toBe(999);
  });

  it('random favours nobody', () => {
    const policy = random.create({}, context(10));
    for (let slot = 0; slot < 10; slot++) policy.inserted(slot, slot, 1);
    const taken = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 10_000; draw++) taken[policy.victim(0)]!++;
    const surprise = taken.reduce((sum, count) => sum + ((count - 1000) * (count - 1000)) / 1000, 0);
    // The 99.9% quantile of chi-squared with nine degrees of freedom.
    expect(surprise).toBeLessThan(27.9);
  });

  it('gdsf lets a large entry leave before a small one that is used less', () => {
    const policy = gdsf.create({}, context(1000));
    policy.inserted(0, 0, 100);
    policy.inserted(1, 1, 10);
    for (let use = 0; use < 5; use++) policy.hit(0);
    // 6 uses in 100 bytes, against one in 10.
    expect(policy.victim(9)).toBe(0);
    policy.hit(0);
    for (let use = 0; use < 4; use++) policy.hit(0);
    expect(policy.victim(9)).toBe(1);
  });

  it('gdsf begins with the worth of what it last let go', () => {
    const policy = gdsf.create({}, context(1000));
    policy.inserted(0, 0, 10);
    for (let use = 0; use < 4; use++) policy.hit(0);
    policy.inserted(1, 1, 5);
    expect(policy.victim(9)).toBe(1);
    policy.removed(1, 1, true);
    // 0.2 for what left, and 0.4 for one use in 2.5 bytes, is more than 5 uses in 10 bytes.
    policy.inserted(2, 2, 2.5);
    expect(policy.victim(9)).toBe(0);
  });

  it('arc, asked for what it has just lost, gives more of itself to that side', () => {
    const policy = arc.create({}, context(4));
    const bring = (slot: number, key: number): void => {
      policy.arriving!(key, 1);
      policy.inserted(slot, key, 1);
    };
    for (let slot = 0; slot < 4; slot++) bring(slot, slot);
    policy.hit(0);
    policy.hit(1);
    // Entries 2 and 3 were used once, 0 and 1 twice.
    expect(policy.victim(9)).toBe(2);
    policy.removed(2, 2, true);
    bring(2, 9);
    policy.arriving!(2, 1);
    expect(policy.victim(2)).toBe(3);
    policy.removed(3, 3, true);
    policy.inserted(3, 2, 1);
    expect(policy.remembered).toBe(1);
  });
});
