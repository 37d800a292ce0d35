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

  it('refuses an event in the past', () => {
    const kernel = new Kernel();
    kernel.schedule(10, 1, 0, 0, null, 0);
    kernel.next(Number.POSITIVE_INFINITY);
    expect(() => kernel.schedule(9, 1, 0, 0, null, 0)).toThrow('before 10');
    expect(() => kernel.schedule(Number.NaN, 1, 0, 0, null, 0)).toThrow('scheduled for NaN');
  });
});
