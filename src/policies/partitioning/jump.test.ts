import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jump } from './jump.js';

function shardOf(hash: number, shards: number): number {
  return jump.create({}, { shards, keyCount: 1, hash: () => hash, rank: () => 0, text: () => '' }).of(0);
}

/** The code of the paper, in integers of any size. */
function published(key: bigint, shards: number): number {
  let state = key;
  let shard = -1;
  let next = 0;
  while (next < shards) {
    shard = next;
    state = (state * 2_862_933_555_777_941_757n + 1n) & 0xffff_ffff_ffff_ffffn;
    next = Math.trunc((shard + 1) * (2 ** 31 / (Number(state >> 33n) + 1)));
  }
  return shard;
}

describe('jump', () => {
  it.each([
    [1, [0, 0, 0, 0, 0, 0, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 17, 17]],
    [0xdeadbeef, [0, 1, 2, 3, 3, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 16, 16, 16]],
  ])('gives the published shards of key %i among 1 to 19', (key, shards) => {
    expect(shards.map((_, index) => shardOf(key, index + 1))).toEqual(shards);
  });

  it('is the code of the paper for every key and any number of shards', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), fc.integer({ min: 1, max: 100_000 }), (key, shards) => {
        expect(shardOf(key, shards)).toBe(published(BigInt(key), shards));
      }),
      { numRuns: 2000 },
    );
  });
});
