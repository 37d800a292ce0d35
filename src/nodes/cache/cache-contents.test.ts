import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEVER } from '../../core/time.js';
import { none } from '../../policies/eviction/none.js';
import { createStream } from '../../random/alea.js';
import { fifo } from '../../policies/eviction/fifo.js';
import { lru } from '../../policies/eviction/lru.js';
import { type CacheCapacity, CacheContents } from './cache-contents.js';

const CONTEXT = { capacity: 0, keyCount: null, stream: () => createStream(1), future: null };

/** Counts, and knows who is inside. */
class Ledger {
  readonly inside = new Set<number>();
  evictions = 0;
  expiries = 0;

  inserted(key: number): void {
    expect(this.inside.has(key)).toBe(false);
    this.inside.add(key);
  }

  removed(key: number): void {
    expect(this.inside.delete(key)).toBe(true);
  }

  evicted(): void {
    this.evictions++;
  }

  expired(): void {
    this.expiries++;
  }
}

function cache(capacity: CacheCapacity, ttl = NEVER, policy = lru) {
  const ledger = new Ledger();
  return { ledger, contents: new CacheContents(capacity, ttl, policy.create({}, CONTEXT), ledger) };
}

describe('CacheContents', () => {
  it('throws out the entry that was not used for the longest time', () => {
    const { contents, ledger } = cache({ amount: 2, unit: 'entries' });
    contents.fill(1, 10, 0, 0);
    contents.fill(2, 20, 0, 0);
    contents.find(1, 0);
    contents.fill(3, 30, 0, 0);
    expect([...ledger.inside]).toEqual([1, 3]);
    expect(contents.version(contents.find(3, 0))).toBe(30);
    expect(ledger.evictions).toBe(1);
  });

  it('does not find what is as old as its time to live', () => {
    const { contents, ledger } = cache({ amount: 10, unit: 'entries' }, 100);
    contents.fill(1, 1, 0, 50);
    expect(contents.find(1, 149)).toBeGreaterThanOrEqual(0);
    expect(contents.find(1, 150)).toBe(-1);
    expect(ledger.expiries).toBe(1);
  });

  it('lets the time to live begin anew with each fill, and not with each hit', () => {
    const { contents } = cache({ amount: 10, unit: 'entries' }, 100);
    contents.fill(1, 1, 0, 0);
    contents.find(1, 90);
    expect(contents.find(1, 100)).toBe(-1);
    contents.fill(2, 1, 0, 0);
    contents.fill(2, 2, 0, 90);
    expect(contents.version(contents.find(2, 180))).toBe(2);
  });

  it('throws out what has expired before it asks its policy', () => {
    const { contents, ledger } = cache({ amount: 2, unit: 'entries' }, 100);
    contents.fill(1, 1, 0, 0);
    contents.fill(2, 1, 0, 60);
    contents.find(1, 99);
    contents.fill(3, 1, 0, 120);
    expect([...ledger.inside]).toEqual([2, 3]);
    expect([ledger.expiries, ledger.evictions]).toEqual([1, 0]);
  });

  it('does not fill up for ever with what has expired, however much may stay', () => {
    const { contents } = cache({ amount: Infinity, unit: 'entries' }, 10);
    for (let key = 0; key < 10_000; key++) contents.fill(key, 1, 0, key);
    expect(contents.entries).toBeLessThanOrEqual(11);
  });

  it('drops the old value where the new one is larger than the whole cache', () => {
    const { contents, ledger } = cache({ amount: 100, unit: 'bytes' });
    expect(contents.fill(1, 1, 60, 0)).toBe('kept');
    expect(contents.fill(1, 2, 101, 0)).toBe('too-large');
    expect(contents.find(1, 0)).toBe(-1);
    expect(ledger.inside.size).toBe(0);
  });

  it('is told so by a policy that lets nothing leave', () => {
    const { contents, ledger } = cache({ amount: 100, unit: 'bytes' }, NEVER, none);
    expect(contents.fill(1, 1, 60, 0)).toBe('kept');
    expect(contents.fill(2, 1, 60, 0)).toBe('refused');
    expect([...ledger.inside]).toEqual([1]);
    contents.invalidate(1);
    expect(contents.fill(2, 1, 60, 0)).toBe('kept');
  });

  it('keeps out what its admission policy does not admit, or prefers the victim to', () => {
    const ledger = new Ledger();
    const asked: number[] = [];
    const admission = {
      asked: (key: number) => void asked.push(key),
      admits: (_key: number, size: number) => size < 50,
      prefers: (incoming: number, victim: number) => incoming < victim,
    };
    const contents = new CacheContents({ amount: 2, unit: 'entries' }, NEVER, lru.create({}, CONTEXT), ledger, admission);
    expect(contents.fill(7, 1, 50, 0)).toBe('refused');
    expect([5, 6].map((key) => contents.fill(key, 1, 0, 0))).toEqual(['kept', 'kept']);
    expect(contents.fill(8, 1, 0, 0)).toBe('refused');
    contents.find(8, 0);
    expect(contents.fill(4, 1, 0, 0)).toBe('kept');
    expect([...ledger.inside]).toEqual([6, 4]);
    expect(contents.fill(6, 2, 50, 0)).toBe('refused');
    expect([...ledger.inside]).toEqual([4]);
    expect(asked).toEqual([8]);
  });

  it.each([lru, fifo])('keeps to its capacity and its books under $name, whatever happens', (policy) => {
    const change = fc.record({
      does: fc.constantFrom('fill', 'find', 'invalidate'),
      key: fc.integer({ min: 0, max: 40 }),
      size: fc.integer({ min: 0, max: 60 }),
      wait: fc.integer({ min: 0, max: 30 }),
    });
    const unit = fc.constantFrom<CacheCapacity['unit']>('entries', 'bytes');
    const all = fc.tuple(
      fc.array(change, { maxLength: 400 }),
      fc.integer({ min: 1, max: 120 }),
      unit,
      fc.constantFrom(NEVER, 100),
    );
    fc.assert(
      fc.property(all, ([changes, amount, unitOf, ttl]) => {
        const { contents, ledger } = cache({ amount, unit: unitOf }, ttl, policy);
        const sizes = new Map<number, number>();
        let now = 0;
        for (const { does, key, size, wait } of changes) {
          now += wait;
          if (does === 'fill') {
            contents.fill(key, now, size, now);
            sizes.set(key, size);
          } else if (does === 'invalidate') {
            const there = ledger.inside.has(key);
            expect(contents.invalidate(key)).toBe(there);
          } else contents.find(key, now);
          contents.check();
          expect(contents.entries).toBe(ledger.inside.size);
          expect(contents.bytes).toBe([...ledger.inside].reduce((sum, inside) => sum + sizes.get(inside)!, 0));
        }
      }),
      { numRuns: 150 },
    );
  });
});
