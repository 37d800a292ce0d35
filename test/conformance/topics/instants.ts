import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { Subject } from '../subject.js';
import { after, answering } from '../world/behaviours.js';

const CONSTANT = { latency: { name: 'constant', arguments: [10 * MILLISECOND] } };

export function instants(subject: Subject): void {
  subject.exactCase('what is due at one instant comes in the order in which it was asked for', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          onStart: (node) => {
            node.timer(10 * MILLISECOND, 1);
            node.environment.work(10 * MILLISECOND, 2, null);
            node.timer(10 * MILLISECOND, 3);
            node.tell('node', { key: 4 });
            node.timer(0, 5);
          },
        },
      },
    });
    const order = journal.of('node').map((entry) => entry['code'] ?? entry['key'] ?? entry.event);
    expect(order).toEqual(['start', 4, 5, 1, 2, 3]);
  });

  subject.exactCase('messages over one link with equal latency arrive in the order in which they were sent', async () => {
    const keys = Array.from({ length: 30 }, (_, key) => key);
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => keys.forEach((key) => node.tell('server', { key })) }, server: {} },
      link: CONSTANT,
    });
    expect(journal.column('server', 'request', 'key')).toEqual(keys);
  });

  subject.exactCase('a deadline at the very instant of the answer comes first, since it was asked for first', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server', 'call', { deadline: 30 * MILLISECOND }) },
        server: after(10 * MILLISECOND),
      },
      link: CONSTANT,
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([504]);
  });

  subject.exactCase('cancelling at the very instant of the answer, before it, drops it', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => {
            node.timer(20 * MILLISECOND, 1);
            node.kept.set('call', node.ask('server'));
          },
          onTimer: (node) => node.environment.cancel(node.kept.get('call') as number),
        },
        server: answering(),
      },
      link: CONSTANT,
    });
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.exactCase('a chain of calls without network takes no time and is not nested', async () => {
    const { journal } = await subject.run({
      nodes: {
        a: { onStart: (node) => node.ask('b') },
        b: {
          onRequest: (node, request) => {
            node.kept.set('request', request);
            node.ask('c');
            node.note('end of request');
          },
          onReply: (node) => node.answer(node.kept.get('request') as never),
        },
        c: answering(),
      },
    });
    expect(journal.entries.every((entry) => entry.at === 0)).toBe(true);
    const seen = journal.entries.map((entry) => `${entry.node} ${entry.event}`).filter((line) => !line.endsWith('start'));
    expect(seen).toEqual([
      'a asked',
      'b request',
      'b asked',
      'b end of request',
      'c request',
      'c answered',
      'b reply',
      'b answered',
      'a reply',
    ]);
  });

  subject.exactCase('a fault comes before all else that happens at its instant', async () => {
    const { journal } = await subject.run({
      nodes: { node: { onStart: (node) => void node.timer(20 * MILLISECOND, 1) } },
      actions: [{ fault: 'crash', at: 20 * MILLISECOND, hosts: ['node'] }],
    });
    expect(journal.of('node', 'timer')).toEqual([]);
  });

  subject.exactCase('a fault that comes again comes before all else at its instant each time', async () => {
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => node.tell('server') }, server: {} },
      link: { latency: { name: 'constant', arguments: [30 * MILLISECOND] } },
      actions: [{ fault: 'crash', at: 10 * MILLISECOND, for: 5 * MILLISECOND, every: 20 * MILLISECOND, hosts: ['server'] }],
    });
    expect(journal.of('server', 'request')).toEqual([]);
  });

  subject.exactCase('a fault at the very beginning comes before nodes start', async () => {
    const { journal } = await subject.run({
      nodes: {
        dead: {},
        far: {},
        late: {},
        restarted: {},
        teller: { onStart: (node) => node.tell('far') },
      },
      actions: [
        { fault: 'crash', at: 0, hosts: ['dead'] },
        { fault: 'pause', at: 0, for: 20 * MILLISECOND, hosts: ['late'] },
        { fault: 'crash', at: 0, for: 0, hosts: ['restarted'] },
        { fault: 'partition', at: 0, links: ['teller -> far'] },
      ],
    });
    expect(journal.of('dead')).toEqual([]);
    expect(journal.instants('late', 'start')).toEqual([20 * MILLISECOND]);
    expect(journal.of('restarted', 'start')).toMatchObject([{ life: 2 }]);
    expect(journal.of('far', 'request')).toEqual([]);
  });

  subject.exactCase('nodes start in the order of their names, and hear of nothing before', async () => {
    const { journal } = await subject.run({
      nodes: { c: { onStart: (node) => node.ask('a') }, a: answering(), b: { onStart: (node) => node.ask('c') } },
    });
    expect(journal.entries.slice(0, 5).map((entry) => `${entry.node} ${entry.event}`)).toEqual([
      'a start',
      'b start',
      'b asked',
      'c start',
      'c asked',
    ]);
  });
}
