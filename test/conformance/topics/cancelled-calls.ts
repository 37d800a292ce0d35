import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { NodePlan } from '../world/plan.js';
import type { Subject } from '../subject.js';
import { after, answering, silent } from '../world/behaviours.js';

const LATENCY = { latency: { name: 'constant', arguments: [20 * MILLISECOND] } };

/** Calls the server at once and takes it back at the given instant. */
function fickle(at: number, carried = {}): NodePlan {
  return {
    onStart: (node) => {
      node.kept.set('call', node.ask('server', 'call', carried));
      node.timer(at, 1);
    },
    onTimer: (node) => node.environment.cancel(node.kept.get('call') as number),
  };
}

export function cancelledCalls(subject: Subject): void {
  subject.case('a cancelled call brings no reply, and its receiver hears of it', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: fickle(50 * MILLISECOND),
        server: { ...after(100 * MILLISECOND), onCancel: (node, request) => node.note('told', { job: request.job }) },
      },
      link: LATENCY,
    });
    expect(journal.of('client', 'reply')).toEqual([]);
    subject.expectAt(journal.instants('server', 'cancelled'), [70 * MILLISECOND]);
  });

  subject.case('a cancelled request stays valid, with its job, until it is responded to', async () => {
    const job = { marker: 'kept' };
    const { journal } = await subject.run({
      nodes: {
        client: fickle(50 * MILLISECOND, { key: 7 }),
        server: {
          onRequest: (_node, request) => void (request.job = job),
          onCancel: (node, request) => {
            node.note('saw', { key: request.key, same: request.job === job });
            node.answer(request, 499);
          },
        },
      },
    });
    expect(journal.of('server', 'saw')).toMatchObject([{ key: 7, same: true }]);
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.case('a receiver that does not care for cancelled calls goes on, and its answer reaches nobody', async () => {
    const { journal } = await subject.run({
      nodes: { client: fickle(50 * MILLISECOND), server: after(100 * MILLISECOND) },
    });
    expect(journal.of('server', 'answered')).toHaveLength(1);
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.case('cancelling while the request is under way brings it and then its cancellation to the receiver', async () => {
    const { journal } = await subject.run({
      nodes: { client: fickle(5 * MILLISECOND), server: { ...silent(), onCancel: () => {} } },
      link: LATENCY,
    });
    expect(journal.of('client', 'reply')).toEqual([]);
    expect(journal.of('server').map((entry) => entry.event)).toEqual(['start', 'request', 'cancelled']);
  });

  subject.case('word of a cancelled call never overtakes its request', async () => {
    const calls = 60;
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => {
            for (let key = 0; key < calls; key++) node.environment.cancel(node.ask('server', 'call', { key }));
          },
        },
        server: { ...silent(), onCancel: () => {} },
      },
      link: { latency: { name: 'uniform', arguments: [0, 100 * MILLISECOND] } },
    });
    expect(journal.of('server', 'request')).toHaveLength(calls);
    expect(journal.of('server', 'cancelled')).toHaveLength(calls);
  });

  subject.case('cancelling while the answer is under way drops it, and the receiver hears nothing', async () => {
    const { journal } = await subject.run({
      nodes: { client: fickle(30 * MILLISECOND), server: { ...answering(), onCancel: () => {} } },
      link: LATENCY,
    });
    expect(journal.of('server', 'answered')).toHaveLength(1);
    expect(journal.of('server', 'cancelled')).toEqual([]);
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.case('the deadline of a cancelled call does not come', async () => {
    const { journal } = await subject.run({
      nodes: { client: fickle(20 * MILLISECOND, { deadline: 60 * MILLISECOND }), server: silent() },
    });
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.case('a receiver whose caller ran out of time hears of it', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server', 'call', { deadline: 60 * MILLISECOND }) },
        server: { ...silent(), onCancel: () => {} },
      },
      link: LATENCY,
    });
    subject.expectAt(journal.instants('server', 'cancelled'), [80 * MILLISECOND]);
  });

  subject.case('the id of a call that is over is harmless, also when much has been called since', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => node.kept.set('first', node.ask('server', 'first')),
          onReply: (node, reply) => {
            const { name } = reply.context as { name: string };
            node.environment.cancel(reply.call);
            if (name === 'first') for (let key = 0; key < 20; key++) node.ask('slow', 'later', { key });
            node.environment.cancel(node.kept.get('first') as number);
          },
        },
        server: answering(),
        slow: after(10 * MILLISECOND),
      },
    });
    expect(journal.column('client', 'reply', 'name')).toEqual(['first', ...Array.from({ length: 20 }, () => 'later')]);
  });

  subject.case("nobody can take back another's call", async () => {
    const shared: { call?: number } = {};
    const { journal } = await subject.run({
      nodes: {
        a: { onStart: (node) => void (shared.call = node.ask('server')) },
        b: { onStart: (node) => node.environment.cancel(shared.call!) },
        server: after(10 * MILLISECOND),
      },
    });
    expect(journal.column('a', 'reply', 'status')).toEqual([200]);
  });

  subject.case('cancelling twice is cancelling once', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => {
            const call = node.ask('server');
            node.environment.cancel(call);
            node.environment.cancel(call);
          },
        },
        server: { ...silent(), onCancel: () => {} },
      },
    });
    expect(journal.of('server', 'cancelled')).toHaveLength(1);
  });
}
