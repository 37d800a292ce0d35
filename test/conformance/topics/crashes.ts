import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { ActionPlan, NodePlan } from '../world/plan.js';
import type { Subject } from '../subject.js';
import { after, answering, silent } from '../world/behaviours.js';

const LATENCY = { latency: { name: 'constant', arguments: [10 * MILLISECOND] } };

function crash(host: string, at: number, lasts?: number): ActionPlan {
  const plan = { fault: 'crash', at: at * MILLISECOND, hosts: [host] };
  return lasts === undefined ? plan : { ...plan, for: lasts * MILLISECOND };
}

/** Asks once at the given time (ms). */
function asksAt(at: number, deadline?: number): NodePlan {
  const carried = deadline === undefined ? {} : { deadline: deadline * MILLISECOND };
  return { onStart: (node) => void node.timer(at * MILLISECOND, 1), onTimer: (node) => node.ask('server', 'call', carried) };
}

export function crashes(subject: Subject): void {
  subject.case('a crash throws the node away, and a restart makes and starts a new one', async () => {
    const { journal } = await subject.run({
      nodes: { node: { onStart: (node) => (node.note('memory', { size: node.kept.size }), node.kept.set('some', 1)) } },
      actions: [crash('node', 20, 30)],
    });
    expect(journal.of('node', 'memory')).toMatchObject([
      { life: 1, size: 0 },
      { life: 2, size: 0 },
    ]);
    subject.expectAt(journal.instants('node', 'start'), [0, 50 * MILLISECOND]);
  });

  subject.case('a durable kind keeps its object, hears of the crash once, and starts again', async () => {
    const { journal } = await subject.run({
      nodes: {
        disk: {
          durable: true,
          onStart: (node) => node.kept.set('starts', Number(node.kept.get('starts') ?? 0) + 1),
          onHostCrash: (node) => node.note('lost', { starts: node.kept.get('starts') }),
        },
      },
      actions: [crash('disk', 20, 30)],
    });
    expect(journal.of('disk').map((entry) => entry.event)).toEqual(['start', 'host-crash', 'lost', 'start']);
    expect(journal.of('disk').every((entry) => entry.life === 1)).toBe(true);
  });

  subject.case('timers and work of the dead life never come, also for a durable kind', async () => {
    const start: NodePlan = {
      processor: { cores: 1 },
      onStart: (node) => {
        node.timer(40 * MILLISECOND, node.life * 10 + 1);
        node.environment.work(40 * MILLISECOND, node.life * 10 + 2, null);
        node.environment.work(1 * MILLISECOND, node.life * 10 + 3, null);
      },
    };
    const { journal } = await subject.run({
      nodes: { node: start, disk: { ...start, durable: true, onHostCrash: () => {} } },
      actions: [crash('node', 20, 10), crash('disk', 20, 10)],
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([21, 22, 23]);
    subject.expectAt(
      journal.instants('node', 'timer'),
      [70, 70, 71].map((at) => at * MILLISECOND),
    );
    subject.expectAt(
      journal.instants('disk', 'timer'),
      [70, 70, 71].map((at) => at * MILLISECOND),
    );
  });

  subject.case('cores are free after a restart', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          processor: { cores: 2 },
          onStart: (node) => [1, 2, 3].forEach((code) => node.environment.work(30 * MILLISECOND, code, null)),
        },
      },
      actions: [crash('node', 10, 10)],
    });
    subject.expectAt(
      journal.instants('node', 'timer'),
      [50, 50, 80].map((at) => at * MILLISECOND),
    );
  });

  subject.case('replies to the dead life never come, and its receivers hear that it has gone', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => {
            if (node.life === 1) node.ask('server', 'old', { deadline: 200 * MILLISECOND });
          },
        },
        server: { ...after(60 * MILLISECOND), onCancel: () => {} },
      },
      link: LATENCY,
      actions: [crash('client', 30, 10)],
    });
    expect(journal.of('client', 'reply')).toEqual([]);
    subject.expectAt(journal.instants('server', 'cancelled'), [40 * MILLISECOND]);
    expect(journal.of('server', 'answered')).toHaveLength(1);
  });

  subject.case('an answer that is under way when its caller crashes and starts again is dropped', async () => {
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => node.ask('server', `life-${node.life}`) }, server: answering() },
      link: LATENCY,
      actions: [crash('client', 15, 2)],
    });
    expect(journal.column('client', 'reply', 'name')).toEqual(['life-2']);
  });

  subject.case('requests in progress are unreachable where a dead host refuses', async () => {
    const { journal } = await subject.run({
      nodes: { client: asksAt(0, 500), server: { ...silent(), whenDown: 'refuse' } },
      link: LATENCY,
      actions: [crash('server', 50)],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([1]);
    subject.expectAt(journal.instants('client', 'reply'), [60 * MILLISECOND]);
  });

  subject.exactCase('calls are cut off in the order in which they were sent, whatever was called before', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => {
            for (let key = 0; key < 9; key++) node.ask('prompt', `early-${key}`, { key });
            node.timer(10 * MILLISECOND, 1);
          },
          onTimer: (node) => {
            for (let key = 0; key < 9; key++) node.ask('server', `late-${key}`, { key });
          },
        },
        prompt: after(MILLISECOND),
        server: silent(),
      },
      actions: [crash('server', 50)],
    });
    const late = (journal.column('client', 'reply', 'name') as string[]).filter((name) => name.startsWith('late'));
    expect(late).toEqual(Array.from({ length: 9 }, (_, key) => `late-${key}`));
  });

  subject.case('requests in progress get nothing but their deadline where a dead host is silent', async () => {
    const { journal } = await subject.run({
      nodes: { client: asksAt(0, 200), server: { ...after(70 * MILLISECOND), whenDown: 'silent' } },
      link: LATENCY,
      actions: [crash('server', 50, 10)],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([504]);
    subject.expectAt(journal.instants('client', 'reply'), [200 * MILLISECOND]);
  });

  subject.case('without a deadline a silent crash is reported as unreachable in the end', async () => {
    const { journal } = await subject.run({
      nodes: { client: asksAt(0), server: { ...silent(), whenDown: 'silent' } },
      link: LATENCY,
      unreachableAfter: 300 * MILLISECOND,
      actions: [crash('server', 50)],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([1]);
    subject.expectAt(journal.instants('client', 'reply'), [350 * MILLISECOND]);
  });

  subject.case('calls to a dead host are refused after a journey there and back', async () => {
    const { journal } = await subject.run({
      nodes: { client: asksAt(60, 500), server: answering() },
      link: LATENCY,
      actions: [crash('server', 50)],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([0]);
    subject.expectAt(journal.instants('client', 'reply'), [80 * MILLISECOND]);
  });

  subject.case('calls to a dead host that is silent end with their deadline, or unreachable', async () => {
    const { journal } = await subject.run({
      nodes: { client: asksAt(60, 200), patient: asksAt(60), server: { ...answering(), whenDown: 'silent' } },
      link: LATENCY,
      actions: [crash('server', 50)],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([504]);
    expect(journal.column('patient', 'reply', 'status')).toEqual([1]);
    subject.expectAt(journal.instants('patient', 'reply'), [370 * MILLISECOND]);
  });

  subject.case('a host that starts again answers', async () => {
    const { journal } = await subject.run({
      nodes: { client: asksAt(100), server: answering() },
      actions: [crash('server', 50, 20)],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([200]);
  });

  subject.case('a host that starts the instant it crashes still loses everything', async () => {
    const { journal } = await subject.run({
      nodes: { client: asksAt(0), server: after(80 * MILLISECOND) },
      actions: [crash('server', 50, 0)],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([1]);
    expect(journal.of('server', 'answered')).toEqual([]);
    expect(journal.column('server', 'start', 'life')).toEqual([1, 2]);
  });

  subject.case('crashes add up: a host dies once, and lives again when each has ended', async () => {
    const { journal } = await subject.run({
      nodes: { node: { durable: true, onHostCrash: () => {} } },
      actions: [crash('node', 20, 50), crash('node', 30, 70)],
    });
    expect(journal.of('node').map((entry) => entry.event)).toEqual(['start', 'host-crash', 'start']);
    subject.expectAt(journal.instants('node', 'start'), [0, 100 * MILLISECOND]);
  });

  subject.case('a hang of a dead host does not bring it back', async () => {
    const { journal } = await subject.run({
      nodes: { node: {} },
      actions: [crash('node', 20, 80), { fault: 'hang', at: 30 * MILLISECOND, for: 10 * MILLISECOND, hosts: ['node'] }],
    });
    subject.expectAt(journal.instants('node', 'start'), [0, 100 * MILLISECOND]);
  });

  subject.case('a crash in a chain of calls reaches the first caller as an answer, once', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('middle') },
        middle: {
          onRequest: (node, request) => {
            node.kept.set('request', request);
            node.ask('server');
          },
          onReply: (node, reply) => node.answer(node.kept.get('request') as never, reply.status === 1 ? 502 : 200),
        },
        server: silent(),
      },
      actions: [crash('server', 50)],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([502]);
  });
}
