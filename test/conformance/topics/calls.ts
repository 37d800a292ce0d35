import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { Subject } from '../subject.js';
import { after, answering, silent } from '../world/behaviours.js';

export function calls(subject: Subject): void {
  subject.case('an answer brings one reply with its status', async () => {
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => node.ask('server') }, server: answering(201) },
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([201]);
    expect(journal.of('server', 'request')).toHaveLength(1);
  });

  subject.case('an answer may be given long after the request came', async () => {
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => node.ask('server') }, server: after(50 * MILLISECOND) },
    });
    subject.expectAt(journal.instants('client', 'reply'), [50 * MILLISECOND]);
  });

  subject.case('a deadline that passes brings one reply 504, and nothing follows', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server', 'call', { deadline: 30 * MILLISECOND }) },
        server: silent(),
      },
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([504]);
    subject.expectAt(journal.instants('client', 'reply'), [30 * MILLISECOND]);
  });

  subject.case('an answer that comes after the deadline is dropped', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server', 'call', { deadline: 30 * MILLISECOND }) },
        server: after(60 * MILLISECOND),
      },
    });
    expect(journal.of('server', 'answered')).toHaveLength(1);
    expect(journal.column('client', 'reply', 'status')).toEqual([504]);
  });

  subject.case('an answer that is under way when the deadline passes is dropped', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server', 'call', { deadline: 110 * MILLISECOND }) },
        server: answering(),
      },
      link: { latency: { name: 'constant', arguments: [80 * MILLISECOND] } },
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([504]);
  });

  subject.case('a deadline in the past brings 504 at once, and the request is sent all the same', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => void node.timer(40 * MILLISECOND, 1),
          onTimer: (node) => node.ask('server', 'call', { deadline: 10 * MILLISECOND }),
        },
        server: answering(),
      },
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([504]);
    subject.expectAt(journal.instants('client', 'reply'), [40 * MILLISECOND]);
    expect(journal.of('server', 'request')).toHaveLength(1);
  });

  subject.case('a reply never comes while its call is being made', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => {
            node.ask('server', 'answered');
            node.ask('server', 'expired', { deadline: 0 });
            node.note('returned');
          },
        },
        server: answering(),
      },
    });
    const events = journal.of('client').map((entry) => entry.event);
    expect(events).toEqual(['start', 'asked', 'asked', 'returned', 'reply', 'reply']);
  });

  subject.case('many calls at once each bring their own reply, with their own context', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `call-${index}`);
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => names.forEach((name, key) => node.ask('server', name, { key })) },
        server: { onRequest: (node, request) => node.answer(request, 200, { size: request.key }) },
      },
    });
    const replies = journal.of('client', 'reply').toSorted((a, b) => Number(a['size']) - Number(b['size']));
    expect(replies.map((reply) => reply['name'])).toEqual(names);
    const asked = journal.of('client', 'asked').map((entry) => [entry['name'], entry['call']]);
    expect(replies.map((reply) => [reply['name'], reply['call']])).toEqual(asked);
  });

  subject.case('a node may call itself', async () => {
    const { journal } = await subject.run({
      nodes: { server: { ...answering(), onStart: (node) => node.ask('server') } },
    });
    expect(journal.column('server', 'reply', 'status')).toEqual([200]);
  });

  subject.case('a call may be made from within a reply, and its context is not mixed up with the former', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => node.ask('server', 'first'),
          onReply: (node, reply) => {
            const { name } = reply.context as { name: string };
            if (name === 'first') node.ask('server', 'second');
          },
        },
        server: answering(),
      },
    });
    expect(journal.column('client', 'reply', 'name')).toEqual(['first', 'second']);
  });
}
