import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { NodePlan } from '../world/plan.js';
import type { Subject } from '../subject.js';
import { after } from '../world/behaviours.js';

function asksAt(at: number): NodePlan {
  return { asks: true, onStart: (node) => void node.timer(at * MILLISECOND, 1), onTimer: (node) => node.ask('server') };
}

export function endings(subject: Subject): void {
  subject.case('what is due at the end or later does not happen', async () => {
    const { journal, measurements } = await subject.run({
      duration: 100 * MILLISECOND,
      nodes: { node: { onStart: (node) => [50, 100, 150].forEach((at) => node.timer(at * MILLISECOND, at)) } },
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([50]);
    subject.expectNear(measurements.endedAt, 100 * MILLISECOND);
    expect(measurements.interrupted).toBe(false);
  });

  subject.case('a run lasts as long as it was told to, also when nothing more happens', async () => {
    const { measurements } = await subject.run({
      duration: 200 * MILLISECOND,
      nodes: { client: asksAt(10), server: after(10 * MILLISECOND) },
      drain: 500 * MILLISECOND,
    });
    subject.expectNear(measurements.endedAt, 200 * MILLISECOND);
  });

  subject.case('without a drain those in flight stay in flight', async () => {
    const { journal } = await subject.run({
      duration: 100 * MILLISECOND,
      nodes: { client: asksAt(80), server: after(50 * MILLISECOND) },
    });
    expect(journal.of('server', 'request')).toHaveLength(1);
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.case('with a drain those in flight finish, and the run ends with the last of them', async () => {
    const { journal, measurements } = await subject.run({
      duration: 100 * MILLISECOND,
      drain: 500 * MILLISECOND,
      nodes: {
        client: asksAt(80),
        other: { onStart: (node) => void node.timer(400 * MILLISECOND, 1) },
        server: after(50 * MILLISECOND),
      },
    });
    subject.expectAt(journal.instants('client', 'reply'), [130 * MILLISECOND]);
    expect(journal.of('other', 'timer')).toEqual([]);
    subject.expectNear(measurements.endedAt, 130 * MILLISECOND);
  });

  subject.case('a drain has an end, for those who never finish', async () => {
    const { journal, measurements } = await subject.run({
      duration: 100 * MILLISECOND,
      drain: 100 * MILLISECOND,
      nodes: { client: asksAt(80), server: after(500 * MILLISECOND) },
    });
    expect(journal.of('client', 'reply')).toEqual([]);
    expect(measurements.endedAt).toBeLessThanOrEqual(200 * MILLISECOND + subject.engine.tolerance);
  });

  subject.case('a call that was taken back, or whose deadline has passed, keeps no run from ending', async () => {
    const { measurements } = await subject.run({
      duration: 100 * MILLISECOND,
      drain: 500 * MILLISECOND,
      nodes: {
        fickle: { asks: true, onStart: (node) => node.environment.cancel(node.ask('server')) },
        hasty: { asks: true, onStart: (node) => node.ask('server', 'call', { deadline: 50 * MILLISECOND }) },
        server: after(300 * MILLISECOND),
      },
    });
    subject.expectNear(measurements.endedAt, 100 * MILLISECOND);
  });

  subject.case('the calls of a life that is over keep no run from ending', async () => {
    const { measurements } = await subject.run({
      duration: 100 * MILLISECOND,
      drain: 500 * MILLISECOND,
      nodes: {
        client: {
          asks: true,
          onStart: (node) => {
            if (node.life > 1) return;
            node.ask('prompt');
            node.ask('slow');
          },
        },
        prompt: after(20 * MILLISECOND),
        slow: after(300 * MILLISECOND),
      },
      // The prompt answer is at the door of its paused caller when that crashes.
      actions: [{ fault: 'hang', at: 10 * MILLISECOND, for: 30 * MILLISECOND, hosts: ['client'] }],
    });
    subject.expectNear(measurements.endedAt, 100 * MILLISECOND);
  });

  subject.case('the calls of those who do not ask on their own account keep no run from ending', async () => {
    const { journal } = await subject.run({
      duration: 100 * MILLISECOND,
      drain: 500 * MILLISECOND,
      nodes: { client: { ...asksAt(80), asks: false }, server: after(50 * MILLISECOND) },
    });
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.case('faults that begin at the end or later do not happen, and those that began end in the drain', async () => {
    const { journal } = await subject.run({
      duration: 100 * MILLISECOND,
      drain: 500 * MILLISECOND,
      nodes: { client: asksAt(80), server: after(5 * MILLISECOND), other: {} },
      actions: [
        { fault: 'pause', at: 50 * MILLISECOND, for: 100 * MILLISECOND, hosts: ['server'] },
        { fault: 'crash', at: 100 * MILLISECOND, for: MILLISECOND, hosts: ['other'] },
      ],
    });
    subject.expectAt(journal.instants('client', 'reply'), [155 * MILLISECOND]);
    expect(journal.column('other', 'start', 'life')).toEqual([1]);
  });

  subject.exactCase('an answer at the very end is drained, and without a drain it is in flight', async () => {
    const plan = (drain: number) => ({
      duration: 100 * MILLISECOND,
      drain,
      nodes: { client: asksAt(80), server: after(20 * MILLISECOND) },
    });
    expect((await subject.run(plan(0))).journal.of('client', 'reply')).toEqual([]);
    expect((await subject.run(plan(1))).journal.instants('client', 'reply')).toEqual([100 * MILLISECOND]);
  });

  subject.case('a fault that comes again does so until the end', async () => {
    const { journal } = await subject.run({
      duration: 100 * MILLISECOND,
      nodes: { node: {} },
      actions: [{ fault: 'crash', at: 10 * MILLISECOND, for: 5 * MILLISECOND, every: 30 * MILLISECOND, hosts: ['node'] }],
    });
    subject.expectAt(
      journal.instants('node', 'start'),
      [0, 15, 45, 75].map((at) => at * MILLISECOND),
    );
  });
}
