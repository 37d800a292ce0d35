import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedWork } from './shared-work.js';

describe('SharedWork', () => {
  it('is a list sorted by when each piece is done and then by when it came, whatever is added and removed', () => {
    const deeds = fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 2000 }), fc.nat({ max: 9 })), { maxLength: 200 });
    fc.assert(
      fc.property(deeds, (script) => {
        const work = new SharedWork();
        const sorted: { slot: number; tag: number }[] = [];
        for (const [adds, choice, tag] of script) {
          if (adds && !work.has(choice)) {
            work.add(choice, tag, tag + 1, tag + 2);
            const after = sorted.findIndex((other) => other.tag > tag);
            sorted.splice(after < 0 ? sorted.length : after, 0, { slot: choice, tag });
          } else if (sorted.length > 0) {
            const [removed] = sorted.splice(choice % sorted.length, 1);
            work.remove(removed!.slot);
            expect(work.has(removed!.slot)).toBe(false);
          }
          expect(work.size).toBe(sorted.length);
          if (sorted.length > 0) expect(work.first()).toBe(sorted[0]!.slot);
          for (const { slot } of sorted) expect(work.has(slot)).toBe(true);
        }
        while (sorted.length > 0) {
          const { slot, tag } = sorted.shift()!;
          expect(work.first()).toBe(slot);
          expect([work.tagOf(slot), work.beganOf(slot), work.occupiedOf(slot)]).toEqual([tag, tag + 1, tag + 2]);
          work.remove(slot);
        }
      }),
    );
  });

  it('has nothing once it was cleared', () => {
    const work = new SharedWork();
    for (let slot = 0; slot < 40; slot++) work.add(slot, slot, 0, 0);
    work.clear();
    expect(work.size).toBe(0);
    expect(work.has(7)).toBe(false);
    work.add(7, 1, 0, 0);
    expect(work.first()).toBe(7);
  });
});
