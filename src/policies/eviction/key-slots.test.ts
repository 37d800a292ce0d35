import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyIndex, KeySlots } from './key-slots.js';

describe('KeySlots', () => {
  it('finds what a map finds, whatever is added and removed', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: -20, max: 280 })), { maxLength: 2000 });
    fc.assert(
      fc.property(steps, fc.constantFrom(1, 64, 65_536, 4_294_967_296), (changes, stride) => {
        const slots = new KeySlots();
        const model = new Map<number, number>();
        for (const [index, [adds, number]] of changes.entries()) {
          const key = number * stride;
          if (adds && !model.has(key)) {
            slots.add(key, index);
            model.set(key, index);
          } else if (!adds && model.delete(key)) slots.remove(key);
        }
        for (let number = -20; number <= 280; number++) {
          expect(slots.get(number * stride)).toBe(model.get(number * stride) ?? -1);
        }
        const visited: number[] = [];
        slots.forEach((key) => visited.push(key));
        expect(new Set(visited)).toEqual(new Set(model.keys()));
        expect(slots.size).toBe(model.size);
      }),
      { numRuns: 60 },
    );
  });

  it('finds the same where keys are numbered and their number is known', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 99 })), { maxLength: 1000 });
    fc.assert(
      fc.property(steps, (changes) => {
        const slots = [createKeyIndex(null), createKeyIndex(100)];
        for (const [index, [adds, key]] of changes.entries()) {
          const known = slots[0]!.get(key) >= 0;
          for (const one of slots) {
            if (adds && !known) one.add(key, index);
            else if (!adds && known) one.remove(key);
          }
        }
        const [visited, visitedToo] = slots.map((one) => {
          const keys: number[] = [];
          one.forEach((key) => keys.push(key));
          return keys.toSorted((a, b) => a - b).map((key) => [key, one.get(key)]);
        });
        expect(visitedToo).toEqual(visited);
        expect(slots[1]!.size).toBe(slots[0]!.size);
      }),
      { numRuns: 60 },
    );
  });
});
