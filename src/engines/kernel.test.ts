import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Kernel } from './kernel.js';

function drain(kernel: Kernel): Array<{ at: number; code: number }> {
  const seen = [];
  while (kernel.pending > 0) {
    kernel.next(Number.POSITIVE_INFINITY);
    seen.push({ at: kernel.now, code: kernel.code });
  }
  return seen;
}

describe('Kernel', () => {
  it('hands out events in the order of their time, and of their scheduling where times are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }), (times) => {
        const kernel = new Kernel();
        for (const [code, at] of times.entries()) kernel.schedule(at, 1, 0, code, null, 0);
        const expected = times.map((at, code) => ({ at, code })).toSorted((a, b) => a.at - b.at || a.code - b.code);
        expect(drain(kernel)).toEqual(expected);
      }),
    );
  });

  it('drops any events in any order and hands out exactly the others', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.boolean()), { maxLength: 300 }), (entries) => {
        const kernel = new Kernel();
        const slots = entries.map(([at], code) => kernel.schedule(at, 1, 0, code, null, 0));
        for (const [code, [, dropped]] of entries.entries()) if (dropped) kernel.drop(slots[code]!);
        const kept = entries.flatMap(([at, dropped], code) => (dropped ? [] : [{ at, code }]));
        expect(drain(kernel)).toEqual(kept.toSorted((a, b) => a.at - b.at || a.code - b.code));
      }),
    );
  });

  it('lets what is posted at this instant wait for what was scheduled for it before', () => {
    const kernel = new Kernel();
    kernel.schedule(5, 1, 0, 1, null, 0);
    kernel.schedule(5, 1, 0, 2, null, 0);
    kernel.next(Number.POSITIVE_INFINITY);
    kernel.post(1, 0, 3, null);
    kernel.schedule(5, 1, 0, 4, null, 0);
    expect(drain(kernel).map((event) => event.code)).toEqual([2, 3, 4]);
  });

  it('grows its ring and its slots without losing or reordering anything', () => {
    const kernel = new Kernel();
    const codes = Array.from({ length: 5000 }, (_, code) => code);
    for (const code of codes.slice(0, 700)) kernel.post(1, 0, code, null);
    for (let taken = 0; taken < 600; taken++) kernel.next(Number.POSITIVE_INFINITY);
    for (const code of codes.slice(700)) kernel.post(1, 0, code, null);
    expect(drain(kernel).map((event) => event.code)).toEqual(codes.slice(600));
    for (const code of codes) kernel.schedule(10 + code, 1, 0, code, null, 0);
    expect(drain(kernel).map((event) => event.code)).toEqual(codes);
  });

  it('recognizes an id whose event is over, also when its slot is used again', () => {
    const kernel = new Kernel();
    const slot = kernel.schedule(1, 1, 0, 0, null, 0);
    const id = kernel.idOf(slot);
    expect(kernel.slotOf(id)).toBe(slot);
    kernel.next(Number.POSITIVE_INFINITY);
    expect(kernel.slotOf(id)).toBe(-1);
    expect(kernel.schedule(2, 1, 0, 0, null, 0)).toBe(slot);
    expect(kernel.slotOf(id)).toBe(-1);
  });

  it('lets what goes first go before all else of its instant, in the order of its scheduling', () => {
    const kernel = new Kernel();
    kernel.schedule(5, 1, 0, 1, null, 0);
    kernel.scheduleFirst(5, 2, 7);
    kernel.scheduleFirst(5, 3, 7);
    kernel.schedule(4, 1, 0, 0, null, 0);
    const kinds = [];
    while (kernel.next(Number.POSITIVE_INFINITY)) {
      kinds.push(kernel.kind);
      if (kernel.kind !== 2) continue;
      kernel.post(4, 0, 0, null);
      kernel.scheduleFirst(5, 5, 0);
    }
    expect(kinds).toEqual([1, 2, 3, 5, 1, 4]);
  });

  it('refuses an event in the past', () => {
    const kernel = new Kernel();
    kernel.schedule(10, 1, 0, 0, null, 0);
    kernel.next(Number.POSITIVE_INFINITY);
    expect(() => kernel.schedule(9, 1, 0, 0, null, 0)).toThrow('before 10');
    expect(() => kernel.schedule(Number.NaN, 1, 0, 0, null, 0)).toThrow('scheduled for NaN');
  });

  it('keeps an event that was taken out and retained, with its id and all that belongs to it', () => {
    const kernel = new Kernel();
    const payload = {};
    const id = kernel.idOf(kernel.schedule(5, 1, 7, 42, payload, 9));
    kernel.next(Number.POSITIVE_INFINITY);
    const slot = kernel.retain();
    expect(kernel.slotOf(id)).toBe(slot);
    expect(kernel.isScheduled(slot)).toBe(false);
    kernel.schedule(6, 1, 0, 0, null, 0);
    kernel.start(slot, 8);
    kernel.next(Number.POSITIVE_INFINITY);
    kernel.next(Number.POSITIVE_INFINITY);
    expect([kernel.now, kernel.target, kernel.code, kernel.value]).toEqual([8, 7, 42, 9]);
    expect(kernel.payload).toBe(payload);
    expect(kernel.slotOf(id)).toBe(-1);
  });

  it('drops nothing twice', () => {
    const kernel = new Kernel();
    const slot = kernel.schedule(5, 1, 0, 0, null, 0);
    kernel.drop(slot);
    expect(() => kernel.drop(slot)).toThrow('dropped that is over');
    const next = kernel.schedule(6, 1, 0, 0, null, 0);
    kernel.next(Number.POSITIVE_INFINITY);
    expect(() => kernel.drop(next)).toThrow('dropped that is over');
  });

  it('names nothing with 0, however many slots there are', () => {
    const kernel = new Kernel();
    const slots = Array.from({ length: 3000 }, (_, at) => kernel.schedule(at, 1, 0, 0, null, 0));
    expect(slots.every((slot) => kernel.idOf(slot) > 0)).toBe(true);
    expect(kernel.slotOf(0)).toBe(-1);
  });

  it('does what a sorted list would, whatever is scheduled, parked, started, stopped, dropped, posted and taken out', () => {
    const deeds = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 1000 }), fc.nat({ max: 9 })), { maxLength: 300 });
    fc.assert(
      fc.property(deeds, (script) => {
        const kernel = new Kernel();
        /** By slot; `at` is Infinity while it is parked. */
        const model = new Map<number, { at: number; order: number; code: number }>();
        let order = 0;
        const pick = (choice: number, parked: boolean): number | undefined => {
          const slots = [...model].filter(([slot, { at }]) => slot >= 0 && (at === Number.POSITIVE_INFINITY) === parked);
          return slots[choice % Math.max(1, slots.length)]?.[0];
        };
        for (const [step, [deed, choice, ahead]] of script.entries()) {
          if (deed === 0) {
            const slot = kernel.schedule(kernel.now + ahead, 1, 0, step, null, 0);
            model.set(slot, { at: kernel.now + ahead, order: order++, code: step });
          } else if (deed === 1) {
            model.set(kernel.park(1, 0, step, null, 0), { at: Number.POSITIVE_INFINITY, order: 0, code: step });
          } else if (deed === 2) {
            const slot = pick(choice, true);
            if (slot === undefined) continue;
            kernel.start(slot, kernel.now + ahead);
            Object.assign(model.get(slot)!, { at: kernel.now + ahead, order: order++ });
          } else if (deed === 3) {
            const slot = pick(choice, false);
            if (slot === undefined) continue;
            expect(kernel.stop(slot)).toBe(model.get(slot)!.at);
            model.get(slot)!.at = Number.POSITIVE_INFINITY;
          } else if (deed === 4) {
            const slot = pick(choice, choice % 2 === 0);
            if (slot === undefined) continue;
            kernel.drop(slot);
            model.delete(slot);
          } else if (deed === 5) {
            kernel.post(1, 0, step, null);
            model.set(-step - 1, { at: kernel.now, order: order++, code: step });
          } else {
            const [first] = [...model].toSorted(([, a], [, b]) => a.at - b.at || a.order - b.order);
            const expected = first !== undefined && first[1].at < Number.POSITIVE_INFINITY ? first : undefined;
            expect(kernel.next(Number.POSITIVE_INFINITY)).toBe(expected !== undefined);
            if (expected === undefined) continue;
            expect([kernel.now, kernel.code]).toEqual([expected[1].at, expected[1].code]);
            model.delete(expected[0]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
