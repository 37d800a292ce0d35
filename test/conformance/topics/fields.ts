import { expect } from 'vitest';
import { MILLISECOND, NEVER } from '../../../src/core/time.js';
import type { Request } from '../../../src/environment/request.js';
import type { Subject } from '../subject.js';
import { answering, working } from '../world/behaviours.js';

const CARRIED = {
  operation: 1,
  key: 42,
  size: 1234,
  version: 77,
  deadline: 900 * MILLISECOND,
  due: 3 * MILLISECOND,
  attempt: 2,
  session: 8,
  priority: 5,
  token: 6,
  trace: 0,
  wants: 4321,
  body: { vote: 'yes' },
};

/** The request arrives after 10 ms, is done after 30 and back after 40. */
const PAUSES = [
  ['the request came to a paused host', 'server', 5],
  ['a host was paused while it worked', 'server', 15],
  ['the answer came to a paused host', 'client', 35],
] as const;

function fieldsOf(request: Request): object {
  const { operation, key, size, version, deadline, due, attempt, session, priority, token, trace, wants, body } = request;
  return { operation, key, size, version, deadline, due, attempt, session, priority, token, trace, wants, body };
}

export function fields(subject: Subject): void {
  subject.case('a request carries all its fields intact, and names its caller', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server', 'call', CARRIED) },
        server: {
          onRequest: (node, request) => node.note('saw', { ...fieldsOf(request), caller: request.caller, to: request.to }),
        },
      },
    });
    const { deadline, due, ...carried } = CARRIED;
    expect(journal.of('server', 'saw')).toMatchObject([{ ...carried, caller: 0, to: 1 }]);
    // Between real hosts an instant travels as a duration.
    const [saw] = journal.of('server', 'saw');
    subject.expectNear(saw!['deadline'] as number, deadline);
    subject.expectNear(saw!['due'] as number, due);
  });

  subject.case('a request from the pool is blank, whatever the one before it carried', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => node.ask('server', 'full', CARRIED),
          onReply: (node, reply) => {
            if ((reply.context as { name: string }).name === 'full') node.ask('server', 'blank');
          },
        },
        server: {
          onRequest: (node, request) => {
            node.note('saw', { ...fieldsOf(request), job: request.job });
            request.job = { some: 'job' };
            node.answer(request);
          },
        },
      },
    });
    const blank = { version: 0, deadline: NEVER, attempt: 1, session: 0, priority: 0, token: 0, trace: 0, wants: 0 };
    expect(journal.of('server', 'saw')[1]).toMatchObject({ size: 0, body: null, job: null, ...blank });
    subject.expectNear(journal.of('server', 'saw')[1]!['due'] as number, 0);
  });

  subject.case('an answer carries its size, version, body and parts back', async () => {
    const answer = { size: 99, version: 3, body: { of: 'the answer' }, waiting: 11, service: 22, network: 0 };
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => node.ask('server'),
          onReply: (node, { size, version, body, waiting, service }) =>
            node.note('saw', { size, version, body, waiting, service }),
        },
        server: { onRequest: (node, request) => node.answer(request, 200, answer) },
      },
    });
    const { network: _network, ...carried } = answer;
    expect(journal.of('client', 'saw')).toMatchObject([carried]);
    expect(journal.of('client', 'reply')).toMatchObject([{ from: 1 }]);
  });

  subject.case('an answer from the pool is blank, and none at all counts as a blank one', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => node.ask('server', 'full'),
          onReply: (node, reply) => {
            const { name } = reply.context as { name: string };
            node.note('saw', { name, size: reply.size, version: reply.version, body: reply.body });
            if (name === 'full') node.ask('server', 'blank', { key: 1 });
            if (name === 'blank') node.ask('server', 'none', { key: 2 });
          },
        },
        server: {
          onRequest: (node, request) => {
            if (request.key === 0) node.answer(request, 200, { size: 9, version: 9, body: {} });
            else node.environment.respond(request, 200, request.key === 1 ? node.environment.answer() : null);
          },
        },
      },
    });
    expect(journal.of('client', 'saw').slice(1)).toMatchObject([
      { name: 'blank', size: 0, version: 0, body: null },
      { name: 'none', size: 0, version: 0, body: null },
    ]);
  });

  subject.case('the network part of a reply is both ways and what was spent further down', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server') },
        server: { onRequest: (node, request) => node.answer(request, 200, { network: 5 * MILLISECOND }) },
      },
      links: {
        'client -> server': { latency: { name: 'constant', arguments: [10 * MILLISECOND] } },
        'server -> client': { latency: { name: 'constant', arguments: [20 * MILLISECOND] } },
      },
    });
    const [reply] = journal.of('client', 'reply');
    subject.expectNear(reply!['network'] as number, 35 * MILLISECOND);
  });

  subject.case('waiting, service and network of a reply add up to its latency', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => [1, 2, 3].forEach((key) => node.ask('server', `call-${key}`, { key })) },
        server: { ...working(20 * MILLISECOND), processor: { cores: 1 } },
      },
      link: { latency: { name: 'exponential', arguments: [10 * MILLISECOND] } },
    });
    const replies = journal.of('client', 'reply');
    expect(replies).toHaveLength(3);
    for (const reply of replies) {
      const parts = Number(reply['waiting']) + Number(reply['service']) + Number(reply['network']);
      subject.expectNear(reply.at, parts);
    }
  });

  for (const [where, host, at] of PAUSES) {
    subject.case(`the parts of a reply add up also where ${where}`, async () => {
      const { journal } = await subject.run({
        nodes: {
          client: { onStart: (node) => node.ask('server') },
          server: { ...working(20 * MILLISECOND), processor: { cores: 1 } },
        },
        link: { latency: { name: 'constant', arguments: [10 * MILLISECOND] } },
        actions: [{ fault: 'pause', at: at * MILLISECOND, for: 100 * MILLISECOND, hosts: [host] }],
      });
      const [reply] = journal.of('client', 'reply');
      const parts = Number(reply!['waiting']) + Number(reply!['service']) + Number(reply!['network']);
      expect(reply!.at).toBeGreaterThan(100 * MILLISECOND);
      subject.expectNear(reply!.at, parts);
      subject.expectNear(reply!['service'] as number, 20 * MILLISECOND);
      subject.expectNear(reply!['network'] as number, 20 * MILLISECOND);
    });
  }

  subject.case('a refusal and a passed deadline carry no size, version or body of another reply', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => node.ask('server', 'full'),
          onReply: (node, reply) => {
            node.note('saw', { size: reply.size, version: reply.version, body: reply.body, from: reply.from });
            const { name } = reply.context as { name: string };
            if (name === 'full') node.ask('dead', 'refused');
            if (name === 'refused') node.ask('server', 'expired', { deadline: node.environment.now() });
          },
        },
        dead: answering(),
        server: { onRequest: (node, request) => node.answer(request, 200, { size: 9, version: 9, body: {} }) },
      },
      link: { latency: { name: 'constant', arguments: [MILLISECOND] } },
      actions: [{ fault: 'crash', at: 0, hosts: ['dead'] }],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([200, 0, 504]);
    expect(journal.of('client', 'saw').slice(1)).toMatchObject([
      { size: 0, version: 0, body: null, from: 1 },
      { size: 0, version: 0, body: null, from: 2 },
    ]);
  });
}
