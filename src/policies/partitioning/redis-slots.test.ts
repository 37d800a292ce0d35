import { describe, expect, it } from 'vitest';
import { redisSlots, slotOf } from './redis-slots.js';

describe('redis-slots', () => {
  it.each([
    ['foo', 12182],
    ['bar', 5061],
    ['hello', 866],
    ['{user1000}.following', 3443],
    ['{user1000}.followers', 3443],
    ['foo{}{bar}', 8363],
    ['foo{{bar}}zap', 4015],
    // Only the first braces count, and a brace that is never closed counts for nothing.
    ['foo{bar}{zap}', 5061],
    ['bar', slotOf('x{bar}y')],
    ['', 0],
  ])('puts %s into slot %i', (key, slot) => {
    expect(slotOf(key)).toBe(slot);
  });

  it('hashes the whole key where braces are open, empty or the wrong way round', () => {
    const slots = ['foo{bar', 'foo}bar{', 'foo{}bar'].map(slotOf);
    expect(slots).not.toContain(slotOf('bar'));
    expect(slots).not.toContain(0);
  });

  it('deals out the ranges of redis-cli: 0-5460, 5461-10922, 10923-16383 for three', () => {
    // Texts for the slots at the borders, found by trying.
    const texts: string[] = [];
    const wanted = new Map([0, 5460, 5461, 10922, 10923, 16383].map((slot, index) => [slot, index]));
    for (let number = 0; texts.filter(Boolean).length < 6; number++) {
      const index = wanted.get(slotOf(String(number)));
      if (index !== undefined) texts[index] = String(number);
    }
    const context = { shards: 3, keyCount: 6, hash: () => 0, rank: (key: number) => key, text: (key: number) => texts[key]! };
    const partitioning = redisSlots.create({}, context);
    expect(texts.map((_, key) => partitioning.of(key))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('keeps the slots of many keys, and finds the same where it keeps none', () => {
    const context = { shards: 5, keyCount: 2_000_000, hash: () => 0, rank: (key: number) => key, text: String };
    const partitioning = redisSlots.create({}, context);
    for (const key of [0, 7, 1_048_575, 1_048_576, 1_999_999]) {
      const wanted = redisSlots.create({}, { ...context, keyCount: 1, text: () => String(key) }).of(0);
      expect([partitioning.of(key), partitioning.of(key)]).toEqual([wanted, wanted]);
    }
  });
});
