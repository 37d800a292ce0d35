import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maglevTable } from './maglev-table.js';

/** A size that every skip has no factor in common with. */
const SIZE = 211;
const walk = fc.record({ offset: fc.nat(SIZE - 1), skip: fc.integer({ min: 1, max: SIZE - 1 }) });

function shares(table: Uint16Array, members: number): number[] {
  return Array.from({ length: members }, (_, member) => table.filter((owner) => owner === member).length);
}

describe('a maglev table', () => {
  it('is the published one for the published walks, with three members and without the second', () => {
    const walks = [
      { offset: 3, skip: 4, weight: 1 },
      { offset: 0, skip: 2, weight: 1 },
      { offset: 3, skip: 1, weight: 1 },
    ];
    expect([...maglevTable(7, walks)]).toEqual([1, 0, 1, 0, 2, 2, 0]);
    // The right half of the paper's table 1: B1 is gone, and B2 is number 1 here.
    expect([...maglevTable(7, [walks[0]!, walks[2]!])]).toEqual([0, 0, 0, 0, 1, 1, 1]);
  });

  it('lets one of half the weight claim in the first round and in every second', () => {
    const walks = [2, 1].map((weight) => ({ offset: 0, skip: 1, weight }));
    expect([...maglevTable(13, walks)]).toEqual([0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1]);
  });

  it('gives equal members shares that differ by one entry at most', () => {
    fc.assert(
      fc.property(fc.array(walk, { minLength: 1, maxLength: 40 }), (walks) => {
        const all = shares(
          maglevTable(
            SIZE,
            walks.map((each) => ({ ...each, weight: 1 })),
          ),
          walks.length,
        );
        expect(all.reduce((sum, share) => sum + share, 0)).toBe(SIZE);
        expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives each member its weight of the entries, to within one per member', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ walk, weight: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 10 }),
        (members) => {
          const walks = members.map(({ walk: own, weight }) => ({ ...own, weight }));
          const total = walks.reduce((sum, { weight }) => sum + weight, 0);
          for (const [member, share] of shares(maglevTable(SIZE, walks), walks.length).entries()) {
            expect(Math.abs(share - (SIZE * walks[member]!.weight) / total)).toBeLessThanOrEqual(walks.length);
          }
        },
      ),
    );
  });
});
