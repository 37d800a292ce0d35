import { describe, expect, it } from 'vitest';
import type { EvictionPolicy } from './eviction.js';
import { fifo } from './fifo.js';
import { lru } from './lru.js';
import { random } from './random.js';
import { createStream } from '../../random/alea.js';
import type { EvictionContext } from './eviction.js';

function context(capacity: number): EvictionContext {
  return { capacity, stream: (purpose) => createStream(4, purpose), future: null };
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
});
