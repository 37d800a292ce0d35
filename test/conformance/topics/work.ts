import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { TimerId } from '../../../src/core/ids.js';
import type { NodePlan } from '../world/plan.js';
import type { Subject } from '../subject.js';

/** Starts pieces of work of these lengths (ms) at once; the code of each is its number from 1. */
function works(cores: number, ...lengths: readonly number[]): NodePlan {
  return {
    processor: { cores },
    onStart: (node) => {
      const ids = lengths.map((length, index) => node.environment.work(length * MILLISECOND, index + 1, null));
      node.kept.set('ids', ids);
    },
  };
}

function idOf(node: { kept: Map<string, unknown> }, code: number): TimerId {
  return (node.kept.get('ids') as TimerId[])[code - 1]!;
}

export function work(subject: Subject): void {
  subject.case('work on unlimited cores takes its own time, however much there is', async () => {
    const { journal } = await subject.run({ nodes: { node: works(Number.POSITIVE_INFINITY, 30, 10, 20) } });
    expect(journal.column('node', 'timer', 'code')).toEqual([2, 3, 1]);
    subject.expectAt(journal.instants('node', 'timer'), [10, 20, 30].map(ms));
  });

  subject.case('work occupies cores, first come, first served', async () => {
    const { journal } = await subject.run({ nodes: { node: works(2, 40, 20, 10, 30, 10) } });
    expect(journal.column('node', 'timer', 'code')).toEqual([2, 3, 1, 5, 4].toSorted((a, b) => finish(a) - finish(b)));
    subject.expectAt(journal.instants('node', 'timer'), [20, 30, 40, 50, 60].map(ms));
    function finish(code: number): number {
      return [40, 20, 30, 60, 50][code - 1]!;
    }
  });

  subject.case('work carries its payload back, and tells how long it was on a core, not how long it waited', async () => {
    const payload = { of: 'the work' };
    const { journal } = await subject.run({
      nodes: {
        node: {
          processor: { cores: 1 },
          onStart: (node) => {
            node.environment.work(20 * MILLISECOND, 1, payload);
            node.environment.work(30 * MILLISECOND, 2, payload);
          },
        },
      },
    });
    expect(journal.column('node', 'timer', 'payload')).toEqual([payload, payload]);
    const [first, second] = journal.column('node', 'timer', 'worked') as number[];
    subject.expectNear(first!, 20 * MILLISECOND);
    subject.expectNear(second!, 30 * MILLISECOND);
  });

  subject.case('each instance has cores of its own', async () => {
    const { journal } = await subject.run({ nodes: { left: works(1, 20), right: works(1, 20) } });
    subject.expectAt(journal.instants('left', 'timer'), [ms(20)]);
    subject.expectAt(journal.instants('right', 'timer'), [ms(20)]);
  });

  subject.case('cancelling running work gives its core to the next in line at once', async () => {
    const plan = works(1, 50, 20, 10);
    const { journal } = await subject.run({
      nodes: {
        node: {
          ...plan,
          onStart: (node) => {
            plan.onStart!(node);
            node.timer(10 * MILLISECOND, 100);
          },
          onTimer: (node, code) => {
            if (code === 100) node.environment.cancelTimer(idOf(node, 1));
          },
        },
      },
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([100, 2, 3]);
    subject.expectAt(journal.instants('node', 'timer'), [10, 30, 40].map(ms));
  });

  subject.case('cancelling waiting work leaves the line as it is without it', async () => {
    const plan = works(1, 20, 50, 10);
    const { journal } = await subject.run({
      nodes: {
        node: {
          ...plan,
          onStart: (node) => {
            plan.onStart!(node);
            node.environment.cancelTimer(idOf(node, 2));
          },
        },
      },
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([1, 3]);
    subject.expectAt(journal.instants('node', 'timer'), [20, 30].map(ms));
  });

  subject.case('cancelling all that waits and then what runs leaves idle cores that take new work', async () => {
    const plan = works(1, 50, 50, 50);
    const { journal } = await subject.run({
      nodes: {
        node: {
          ...plan,
          onStart: (node) => {
            plan.onStart!(node);
            for (const code of [2, 3, 1]) node.environment.cancelTimer(idOf(node, code));
            node.environment.work(10 * MILLISECOND, 4, null);
          },
        },
      },
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([4]);
    subject.expectAt(journal.instants('node', 'timer'), [ms(10)]);
  });

  subject.case('the id of work that is done is harmless', async () => {
    const plan = works(1, 10, 10);
    const { journal } = await subject.run({
      nodes: {
        node: {
          ...plan,
          onTimer: (node, code) => {
            node.environment.cancelTimer(idOf(node, 1));
            if (code === 1) node.environment.work(10 * MILLISECOND, 3, null);
          },
        },
      },
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([1, 2, 3]);
  });

  subject.case('a long line of work is served in order', async () => {
    const lengths = Array.from({ length: 100 }, () => 1);
    const { journal } = await subject.run({ nodes: { node: works(1, ...lengths) } });
    expect(journal.column('node', 'timer', 'code')).toEqual(lengths.map((_, index) => index + 1));
    if (subject.exact) expect(journal.instants('node', 'timer').at(-1)).toBe(ms(100));
  });

  subject.case('a line that empties and fills again and again stays in order', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          processor: { cores: 1 },
          onStart: (node) => [0, 20, 40, 60].forEach((at) => node.timer(at * MILLISECOND, 1000 + at)),
          onTimer: (node, code) => {
            if (code >= 1000) for (let next = 0; next < 15; next++) node.environment.work(MILLISECOND, code - 1000 + next, null);
          },
        },
      },
    });
    const done = (journal.column('node', 'timer', 'code') as number[]).filter((code) => code < 1000);
    expect(done).toEqual([0, 20, 40, 60].flatMap((at) => Array.from({ length: 15 }, (_, index) => at + index)));
  });

  subject.case('work of no length is done at once, in its turn', async () => {
    const { journal } = await subject.run({ nodes: { node: works(1, 0, 10, 0) } });
    expect(journal.column('node', 'timer', 'code')).toEqual([1, 2, 3]);
    subject.expectAt(journal.instants('node', 'timer'), [0, 10, 10].map(ms));
  });
}

function ms(count: number): number {
  return count * MILLISECOND;
}
