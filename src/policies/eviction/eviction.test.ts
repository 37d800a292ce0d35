import { describe, expect, it } from 'vitest';
import type { EvictionPolicy } from './eviction.js';
import { fifo } from './fifo.js';
import { lru } from './lru.js';

/** Fills slots 0 to 2 in order, then uses 0. */
function used(policy: EvictionPolicy): EvictionPolicy {
  for (let slot = 0; slot < 3; slot++) policy.inserted(slot, slot, 1);
  policy.hit(0);
  return policy;
}

describe('eviction', () => {
  it('lru spares what was just used', () => {
    expect(used(lru.create({}, { capacity: 3 })).victim(9)).toBe(1);
  });

  it('fifo does not care what was used', () => {
    expect(used(fifo.create({}, { capacity: 3 })).victim(9)).toBe(0);
  });

  it('lru keeps its order over more slots than it began with', () => {
    const policy = lru.create({}, { capacity: 1000 });
    for (let slot = 0; slot < 1000; slot++) policy.inserted(slot, slot, 1);
    for (let slot = 0; slot < 999; slot++) policy.hit(slot);
    expect(policy.victim(0)).toBe(999);
  });
});
