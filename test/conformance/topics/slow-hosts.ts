import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { ActionPlan, NodePlan } from '../world/plan.js';
import type { Subject } from '../subject.js';

function works(processor: NodePlan['processor'], ...lengths: readonly number[]): NodePlan {
  return {
    ...(processor === undefined ? {} : { processor }),
    onStart: (node) => {
      for (const [index, length] of lengths.entries()) node.environment.work(length * MILLISECOND, index + 1, null);
    },
  };
}

function slow(factor: number, at: number, lasts?: number): ActionPlan {
  const plan = { fault: 'slow', config: { factor }, at: at * MILLISECOND, hosts: ['node'] };
  return lasts === undefined ? plan : { ...plan, for: lasts * MILLISECOND };
}

/** Work of 40 ms under these faults on each kind of processor ends at this time (ms), and was on a core for that long. */
const CASES: readonly { name: string; speed?: number; faults: readonly ActionPlan[]; ends: number }[] = [
  { name: 'a slow instance stretches work', speed: 0.5, faults: [], ends: 80 },
  { name: 'a host that was slow before stretches work', faults: [slow(4, 0)], ends: 160 },
  { name: 'a host that becomes slow stretches what is left of work', faults: [slow(2, 20)], ends: 60 },
  { name: 'a host that recovers finishes what is left at full speed', faults: [slow(2, 10, 20)], ends: 50 },
  { name: 'two causes multiply, and end separately', faults: [slow(2, 0, 40), slow(2, 20, 40)], ends: 75 },
  { name: 'a slow host makes a slow instance slower', speed: 0.5, faults: [slow(2, 40)], ends: 120 },
];

const PROCESSORS: Readonly<Record<string, NodePlan['processor']>> = {
  'unlimited cores': {},
  'one core': { cores: 1 },
  'a shared core': { cores: 1, sharing: true },
};

export function slowHosts(subject: Subject): void {
  for (const [kind, processor] of Object.entries(PROCESSORS)) {
    for (const { name, speed = 1, faults, ends } of CASES) {
      subject.case(`${name}, on ${kind}`, async () => {
        const { journal } = await subject.run({
          nodes: { node: works({ ...processor, speed }, 40) },
          actions: faults,
        });
        subject.expectAt(journal.instants('node', 'timer'), [ends * MILLISECOND]);
        subject.expectNear(journal.column('node', 'timer', 'worked')[0] as number, ends * MILLISECOND);
      });
    }
  }

  subject.case('work that waits for a core is stretched by the speed at which it runs, not at which it came', async () => {
    const { journal } = await subject.run({
      nodes: { node: works({ cores: 1 }, 20, 20) },
      actions: [slow(2, 10, 20)],
    });
    subject.expectAt(journal.instants('node', 'timer'), [30 * MILLISECOND, 50 * MILLISECOND]);
    const worked = journal.column('node', 'timer', 'worked') as number[];
    subject.expectNear(worked[0]!, 30 * MILLISECOND);
    subject.expectNear(worked[1]!, 20 * MILLISECOND);
  });

  subject.case('timers and messages are not slowed', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          onStart: (node) => {
            node.timer(20 * MILLISECOND, 1);
            node.tell('other');
          },
        },
        other: {},
      },
      link: { latency: { name: 'constant', arguments: [10 * MILLISECOND] } },
      actions: [slow(4, 0)],
    });
    subject.expectAt(journal.instants('node', 'timer'), [20 * MILLISECOND]);
    subject.expectAt(journal.instants('other', 'request'), [10 * MILLISECOND]);
  });

  subject.exactCase('a change of speed keeps the order of what ends at one instant', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          onStart: (node) => {
            // The first two leave their places in the engine's tables in the order in which they end.
            node.environment.work(MILLISECOND, 1, null);
            node.environment.work(2 * MILLISECOND, 2, null);
            node.timer(5 * MILLISECOND, 100);
          },
          onTimer: (node, code) => {
            if (code === 100) for (let next = 3; next <= 8; next++) node.environment.work(20 * MILLISECOND, next, null);
          },
        },
      },
      actions: [slow(2, 10, 5)],
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([1, 2, 100, 3, 4, 5, 6, 7, 8]);
  });
}
