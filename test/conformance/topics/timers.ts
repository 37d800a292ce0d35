import { expect } from 'vitest';
import { MILLISECOND, NEVER } from '../../../src/core/time.js';
import type { TimerId } from '../../../src/core/ids.js';
import type { Subject } from '../subject.js';

export function timers(subject: Subject): void {
  subject.case('a timer comes at its instant, once, with its code and payload', async () => {
    const payload = { of: 'the timer' };
    const { journal } = await subject.run({
      nodes: { node: { onStart: (node) => void node.timer(40 * MILLISECOND, 9, payload) } },
    });
    subject.expectAt(journal.instants('node', 'timer'), [40 * MILLISECOND]);
    expect(journal.of('node', 'timer')).toMatchObject([{ code: 9, payload }]);
  });

  subject.case('timers come in the order of their instants, not of their setting', async () => {
    const { journal } = await subject.run({
      nodes: { node: { onStart: (node) => [50, 10, 40, 20, 30].forEach((at) => node.timer(at * MILLISECOND, at)) } },
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([10, 20, 30, 40, 50]);
  });

  subject.case('a schedule of absolute timers does not drift', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          onStart: (node) => void node.environment.setTimer(10 * MILLISECOND, 1, null),
          onTimer: (node, code) => {
            if (code < 50) node.environment.setTimer((code + 1) * 10 * MILLISECOND, code + 1, null);
          },
        },
      },
    });
    const expected = Array.from({ length: 50 }, (_, index) => (index + 1) * 10 * MILLISECOND);
    subject.expectAt(journal.instants('node', 'timer'), expected);
  });

  subject.case('a timer in the past comes at once, and not before what runs is over', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          onStart: (node) => void node.timer(30 * MILLISECOND, 1),
          onTimer: (node, code) => {
            if (code === 1) node.environment.setTimer(10 * MILLISECOND, 2, null);
            node.note('done', { code });
          },
        },
      },
    });
    expect(journal.column('node', 'done', 'code')).toEqual([1, 2]);
    subject.expectAt(journal.instants('node', 'timer'), [30 * MILLISECOND, 30 * MILLISECOND]);
  });

  subject.case('a cancelled timer does not come, and the others do', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          onStart: (node) => {
            const ids = [10, 20, 30, 40].map((at) => node.timer(at * MILLISECOND, at));
            node.environment.cancelTimer(ids[1]!);
            node.environment.cancelTimer(ids[2]!);
          },
        },
      },
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([10, 40]);
  });

  subject.case('a timer may cancel one that is due at the same instant after it', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          onStart: (node) => {
            node.timer(20 * MILLISECOND, 1);
            node.kept.set('second', node.timer(20 * MILLISECOND, 2));
          },
          onTimer: (node) => node.environment.cancelTimer(node.kept.get('second') as TimerId),
        },
      },
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([1]);
  });

  subject.case('the id of a timer that has come or was cancelled is harmless, also when new timers were set since', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          onStart: (node) => {
            const cancelled = node.timer(5 * MILLISECOND, 100);
            node.environment.cancelTimer(cancelled);
            node.kept.set('old', [cancelled, node.timer(10 * MILLISECOND, 1)]);
          },
          onTimer: (node, code) => {
            if (code === 1) for (let next = 2; next < 12; next++) node.timer(next * MILLISECOND, next);
            for (const id of node.kept.get('old') as TimerId[]) node.environment.cancelTimer(id);
          },
        },
      },
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  subject.case('0 is the id of nothing', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          onStart: (node) => {
            node.timer(10 * MILLISECOND, 1);
            node.environment.work(10 * MILLISECOND, 2, null);
            node.ask('node');
            node.environment.cancelTimer(0);
            node.environment.cancel(0);
          },
          onRequest: (node, request) => node.answer(request),
        },
      },
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([1, 2]);
    expect(journal.of('node', 'reply')).toHaveLength(1);
  });

  subject.case('a timer for never does not come, and keeps no run from ending', async () => {
    const { journal } = await subject.run({
      nodes: { node: { onStart: (node) => void node.environment.setTimer(NEVER, 1, null) } },
    });
    expect(journal.of('node', 'timer')).toEqual([]);
  });

  subject.case('an instant that is no number is a bug and is said to be one', async () => {
    const run = subject.run({ nodes: { node: { onStart: (node) => void node.environment.setTimer(Number.NaN, 1, null) } } });
    await expect(run).rejects.toThrow('NaN');
  });

  subject.case('the clock never goes back, and is whole nanoseconds', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => Array.from({ length: 30 }, (_, key) => node.ask('server', `call-${key}`, { key })) },
        server: { onRequest: (node, request) => node.answer(request) },
      },
      link: { latency: { name: 'exponential', arguments: [7 * MILLISECOND] } },
    });
    const instants = journal.entries.map((entry) => entry.at);
    expect(instants.every(Number.isSafeInteger)).toBe(true);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
  });
}
