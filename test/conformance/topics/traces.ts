import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { Hop } from '../../../src/metrics/measurements.js';
import type { Subject } from '../subject.js';
import { after, answering, silent } from '../world/behaviours.js';

const LINK = { latency: { name: 'constant', arguments: [10 * MILLISECOND] } };

export function traces(subject: Subject): void {
  const expectHop = (hop: Hop, expected: Readonly<Record<string, number>>): void => {
    for (const [field, value] of Object.entries(expected)) {
      const actual = hop[field as keyof Hop];
      if (field.endsWith('At') && !Number.isNaN(value)) subject.expectNear(actual, value * MILLISECOND);
      else expect(actual, field).toBe(value);
    }
  };

  subject.case('each hop of the traced request is written down, in the order of sending, and no other', async () => {
    const { measurements } = await subject.run({
      nodes: {
        a: {
          onStart: (node) => {
            node.ask('b', 'untraced', { key: 9 });
            node.ask('b', 'traced', { trace: 7, operation: 1 });
          },
        },
        b: {
          onRequest: (node, request) => {
            if (request.key === 9) return node.answer(request);
            node.kept.set('request', request);
            node.ask('c', 'inner', { trace: request.trace });
          },
          onReply: (node) => node.answer(node.kept.get('request') as never, 200, { waiting: 1, service: 2 }),
        },
        c: after(20 * MILLISECOND),
      },
      link: LINK,
    });
    expect(measurements.hops).toHaveLength(2);
    const times = { sentAt: 0, arrivedAt: 10, answeredAt: 50, returnedAt: 60 };
    expectHop(measurements.hops[0]!, { from: 0, to: 1, operation: 1, status: 200, waiting: 1, service: 2, ...times });
    subject.expectNear(measurements.hops[0]!.network, 20 * MILLISECOND);
    expectHop(measurements.hops[1]!, { from: 1, to: 2, sentAt: 10, arrivedAt: 20, answeredAt: 40, returnedAt: 50 });
  });

  subject.case('a hop that is still open at the end has no time for what did not happen', async () => {
    const { measurements } = await subject.run({
      nodes: { a: { onStart: (node) => node.ask('b', 'call', { trace: 1 }) }, b: silent() },
      link: LINK,
    });
    expectHop(measurements.hops[0]!, { sentAt: 0, arrivedAt: 10, answeredAt: Number.NaN, returnedAt: Number.NaN });
  });

  subject.case('a hop whose caller gave up keeps the status that the caller saw', async () => {
    const { measurements } = await subject.run({
      nodes: {
        a: { onStart: (node) => node.ask('b', 'call', { trace: 1, deadline: 30 * MILLISECOND }) },
        b: after(50 * MILLISECOND),
      },
      link: LINK,
    });
    expectHop(measurements.hops[0]!, { status: 504, arrivedAt: 10, answeredAt: 60, returnedAt: 30 });
  });

  subject.case('a refused hop says so, and that it never arrived', async () => {
    const { measurements } = await subject.run({
      nodes: {
        a: { onStart: (node) => void node.timer(20 * MILLISECOND, 1), onTimer: (node) => node.ask('b', 'call', { trace: 1 }) },
        b: answering(),
      },
      link: LINK,
      actions: [{ fault: 'crash', at: 0, hosts: ['b'] }],
    });
    expectHop(measurements.hops[0]!, { status: 0, sentAt: 20, arrivedAt: Number.NaN, returnedAt: 40 });
  });
}
