import { describe, expect, it } from 'vitest';
import { runChaos } from './run-chaos.js';

const SEEDS = Array.from({ length: 60 }, (_, index) => index);

describe('nodes that do everything at random while hosts crash, pause and slow down and links fail', () => {
  for (const poison of [false, true]) {
    it(`get one reply for each call and each timer once${poison ? ', with poisoned records' : ''}`, () => {
      for (const seed of SEEDS) {
        const { nodes } = runChaos(seed, poison);
        const open = nodes.map((node) => node.ledger.calls.size);
        expect(open, `calls without a reply, seed ${seed}`).toEqual(nodes.map(() => 0));
      }
    });
  }

  it('see the same in every run of one seed, and with poisoned records', () => {
    for (const seed of SEEDS.slice(0, 10)) {
      const first = runChaos(seed, false);
      expect(runChaos(seed, false).lines).toEqual(first.lines);
      expect(runChaos(seed, true).lines).toEqual(first.lines);
    }
  });

  it('see a lot', () => {
    const all = SEEDS.flatMap((seed) => runChaos(seed, false).lines);
    for (const event of ['request', 'reply 200', 'reply 0', 'reply 1', 'reply 504', 'cancelled', 'timer', 'start']) {
      expect(all.filter((line) => line.includes(event)).length, event).toBeGreaterThan(20);
    }
  });
});
