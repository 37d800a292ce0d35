import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { Subject } from '../subject.js';
import { after, answering } from '../world/behaviours.js';

const LINK = { latency: { name: 'constant', arguments: [20 * MILLISECOND] }, bandwidth: 1000, loss: 0 };

export function hosts(subject: Subject): void {
  subject.case('calls inside a host cost no network, whatever the links between hosts are', async () => {
    const { journal } = await subject.run({
      nodes: {
        cache: { ...answering(), host: 'api' },
        server: { host: 'api', onStart: (node) => node.ask('cache', 'call', { size: 10_000 }) },
        client: {},
      },
      link: LINK,
    });
    subject.expectAt(journal.instants('server', 'reply'), [0]);
    expect(journal.column('server', 'reply', 'network')[0]).toSatisfy((part: number) => part <= subject.engine.tolerance);
  });

  subject.case('a call inside a host has no part of the network of the call before it', async () => {
    const { journal } = await subject.run({
      nodes: {
        cache: { ...answering(), host: 'api' },
        far: answering(),
        server: {
          host: 'api',
          onStart: (node) => node.ask('far', 'far'),
          onReply: (node, reply) => {
            if ((reply.context as { name: string }).name === 'far') node.ask('cache', 'near');
          },
        },
      },
      links: { 'api -> far': LINK },
    });
    const [far, near] = journal.column('server', 'reply', 'network') as number[];
    subject.expectNear(far!, 20 * MILLISECOND);
    expect(near!).toBeLessThanOrEqual(subject.engine.tolerance);
  });

  subject.case('what is inside a host crashes and starts with it', async () => {
    const { journal } = await subject.run({
      nodes: { cache: { host: 'api' }, server: { host: 'api' }, other: {} },
      actions: [{ fault: 'crash', at: 10 * MILLISECOND, for: 10 * MILLISECOND, hosts: ['api'] }],
    });
    expect(journal.column('cache', 'start', 'life')).toEqual([1, 2]);
    expect(journal.column('server', 'start', 'life')).toEqual([1, 2]);
    expect(journal.column('other', 'start', 'life')).toEqual([1]);
  });

  subject.case('a call inside a host that crashes brings nothing to the new life of its caller', async () => {
    const { journal } = await subject.run({
      nodes: {
        cache: { ...after(50 * MILLISECOND), host: 'api' },
        server: { host: 'api', onStart: (node) => node.ask('cache', `life-${node.life}`, { deadline: 200 * MILLISECOND }) },
      },
      actions: [{ fault: 'crash', at: 10 * MILLISECOND, for: 10 * MILLISECOND, hosts: ['api'] }],
    });
    expect(journal.of('server', 'reply')).toMatchObject([{ name: 'life-2', status: 200, life: 2 }]);
  });

  subject.case('all that is inside a host is paused and slowed with it', async () => {
    const work = (node: { environment: { work: (amount: number, code: number, payload: null) => unknown } }): void =>
      void node.environment.work(20 * MILLISECOND, 1, null);
    const { journal } = await subject.run({
      nodes: { cache: { host: 'api', onStart: work }, server: { host: 'api', onStart: work }, other: { onStart: work } },
      actions: [
        { fault: 'pause', at: 10 * MILLISECOND, for: 30 * MILLISECOND, hosts: ['api'] },
        { fault: 'slow', config: { factor: 2 }, at: 40 * MILLISECOND, hosts: ['api'] },
      ],
    });
    subject.expectAt(journal.instants('cache', 'timer'), [60 * MILLISECOND]);
    subject.expectAt(journal.instants('server', 'timer'), [60 * MILLISECOND]);
    subject.expectAt(journal.instants('other', 'timer'), [20 * MILLISECOND]);
  });
}
