import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { TimerId } from '../../../src/core/ids.js';
import type { NodePlan } from '../world/plan.js';
import type { Subject } from '../subject.js';

/** Work as [when it comes, how long it takes alone], in ms; the code of each is its number from 1. */
type Arrival = readonly [at: number, length: number];

function shared(cores: number, ...arrivals: readonly Arrival[]): NodePlan {
  return {
    processor: { cores, sharing: true },
    onStart: (node) => {
      for (const [index, [at]] of arrivals.entries()) node.timer(at * MILLISECOND, 1000 + index);
    },
    onTimer: (node, code) => {
      if (code < 1000) return;
      const [, length] = arrivals[code - 1000]!;
      node.kept.set(`id-${code - 999}`, node.environment.work(length * MILLISECOND, code - 999, null));
    },
  };
}

/** [name, cores, arrivals, when each is done in ms], computed by hand. */
const CASES: readonly (readonly [string, number, readonly Arrival[], readonly number[]])[] = [
  [
    'two equal pieces take twice as long each',
    1,
    [
      [0, 20],
      [0, 20],
    ],
    [40, 40],
  ],
  [
    'a short piece ends first and leaves its share',
    1,
    [
      [0, 10],
      [0, 30],
    ],
    [20, 40],
  ],
  [
    'who comes later gets the same share',
    1,
    [
      [0, 30],
      [10, 10],
    ],
    [40, 30],
  ],
  [
    'three pieces of 10, 20 and 30',
    1,
    [
      [0, 10],
      [0, 20],
      [0, 30],
    ],
    [30, 50, 60],
  ],
  [
    'as many cores as pieces share nothing',
    2,
    [
      [0, 30],
      [0, 10],
    ],
    [30, 10],
  ],
  [
    'three pieces on two cores get two thirds each',
    2,
    [
      [0, 20],
      [0, 20],
      [0, 20],
    ],
    [30, 30, 30],
  ],
  ['no piece takes more than one core', 4, [[0, 40]], [40]],
  [
    'an idle core loses nothing',
    1,
    [
      [0, 10],
      [50, 10],
      [55, 10],
    ],
    [10, 65, 70],
  ],
];

export function sharedCores(subject: Subject): void {
  for (const [name, cores, arrivals, ends] of CASES) {
    subject.case(`${name} on ${cores} shared`, async () => {
      const { journal } = await subject.run({ nodes: { node: shared(cores, ...arrivals) } });
      const done = journal.of('node', 'timer').filter((entry) => Number(entry['code']) < 1000);
      expect(done).toHaveLength(arrivals.length);
      for (const entry of done) subject.expectNear(entry.at, ends[Number(entry['code']) - 1]! * MILLISECOND);
    });
  }

  subject.case('work that shares a core tells what it received as worked, and the rest is waiting', async () => {
    const { journal } = await subject.run({ nodes: { node: shared(1, [0, 10], [0, 30]) } });
    const done = journal.of('node', 'timer').filter((entry) => Number(entry['code']) < 1000);
    subject.expectNear(done[0]!['worked'] as number, 10 * MILLISECOND);
    subject.expectNear(done[1]!['worked'] as number, 30 * MILLISECOND);
  });

  subject.case('cancelled work leaves its share to the others', async () => {
    const plan = shared(1, [0, 40], [0, 40]);
    const { journal } = await subject.run({
      nodes: {
        node: {
          ...plan,
          onStart: (node) => {
            plan.onStart!(node);
            node.timer(20 * MILLISECOND, 999);
          },
          onTimer: (node, code, payload) => {
            if (code === 999) node.environment.cancelTimer(node.kept.get('id-1') as TimerId);
            else plan.onTimer!(node, code, payload);
          },
        },
      },
    });
    const done = journal.of('node', 'timer').filter((entry) => Number(entry['code']) < 999);
    expect(done.map((entry) => entry['code'])).toEqual([2]);
    subject.expectNear(done[0]!.at, 50 * MILLISECOND);
  });

  subject.exactCase('pieces that end at one instant end in the order in which they came', async () => {
    const { journal } = await subject.run({
      nodes: { node: shared(1, [0, 10], [0, 10], [0, 10], [0, 10], [0, 10], [0, 10]) },
    });
    const codes = (journal.column('node', 'timer', 'code') as number[]).filter((code) => code < 1000);
    expect(codes).toEqual([1, 2, 3, 4, 5, 6]);
  });
}
