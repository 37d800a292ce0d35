import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { NodePlan } from '../world/plan.js';
import type { Subject } from '../subject.js';
import { answering } from '../world/behaviours.js';

function constant(ms: number): { name: string; arguments: number[] } {
  return { name: 'constant', arguments: [ms * MILLISECOND] };
}

function tells(...sizes: readonly number[]): NodePlan {
  return { onStart: (node) => sizes.forEach((size, key) => node.tell('server', { key, size })) };
}

export function links(subject: Subject): void {
  subject.case('latency is paid each way', async () => {
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => node.ask('server') }, server: answering() },
      link: { latency: constant(20) },
    });
    subject.expectAt(journal.instants('server', 'request'), [20 * MILLISECOND]);
    subject.expectAt(journal.instants('client', 'reply'), [40 * MILLISECOND]);
    subject.expectNear(journal.column('client', 'reply', 'network')[0] as number, 40 * MILLISECOND);
  });

  subject.case('without a network a hop takes no time', async () => {
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => node.ask('server', 'call', { size: 1_000_000 }) }, server: answering() },
    });
    subject.expectAt(journal.instants('client', 'reply'), [0]);
  });

  subject.case('a link of its own holds for one direction, and all others have the base', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server') },
        server: answering(),
        third: { onStart: (node) => node.ask('server') },
      },
      link: { latency: constant(10) },
      links: { 'client -> server': { latency: constant(50) } },
    });
    subject.expectAt(journal.instants('client', 'reply'), [60 * MILLISECOND]);
    subject.expectAt(journal.instants('third', 'reply'), [20 * MILLISECOND]);
  });

  subject.case('a link of its own holds also where there is no base', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server') },
        server: answering(),
        third: { onStart: (node) => node.ask('server') },
      },
      links: { 'client -> server': { latency: constant(50) } },
    });
    subject.expectAt(journal.instants('client', 'reply'), [50 * MILLISECOND]);
    subject.expectAt(journal.instants('third', 'reply'), [0]);
  });

  subject.case('bandwidth serializes messages in the order in which they are sent', async () => {
    const { journal } = await subject.run({
      nodes: { client: tells(1000, 2000, 500), server: {} },
      link: { bandwidth: 100_000 },
    });
    expect(journal.column('server', 'request', 'key')).toEqual([0, 1, 2]);
    subject.expectAt(
      journal.instants('server', 'request'),
      [10, 30, 35].map((at) => at * MILLISECOND),
    );
  });

  subject.case('a link that has become idle carries the next message at once, and latency comes on top', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => [0, 50].forEach((at) => node.timer(at * MILLISECOND, at)),
          onTimer: (node) => node.tell('server', { size: 2000 }),
        },
        server: {},
      },
      link: { bandwidth: 100_000, latency: constant(7) },
    });
    subject.expectAt(
      journal.instants('server', 'request'),
      [27, 77].map((at) => at * MILLISECOND),
    );
  });

  subject.case('each direction has a bandwidth of its own, and an answer pays for its own size', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server', 'call', { size: 1000 }) },
        server: { onRequest: (node, request) => node.answer(request, 200, { size: 4000 }) },
      },
      link: { bandwidth: 100_000 },
    });
    subject.expectAt(journal.instants('client', 'reply'), [50 * MILLISECOND]);
  });

  subject.case('a link that loses everything brings the deadline, or unreachable', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => {
            node.ask('server', 'bounded', { deadline: 40 * MILLISECOND });
            node.ask('server', 'unbounded');
          },
        },
        server: answering(),
      },
      links: { 'client -> server': { loss: 1 } },
      unreachableAfter: 100 * MILLISECOND,
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([504, 1]);
    subject.expectAt(journal.instants('client', 'reply'), [40 * MILLISECOND, 100 * MILLISECOND]);
    expect(journal.of('server', 'request')).toEqual([]);
  });

  subject.case('a call whose message was lost waits for its deadline, however late that is', async () => {
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => node.ask('server', 'call', { deadline: 400 * MILLISECOND }) }, server: answering() },
      links: { 'client -> server': { loss: 1 } },
      unreachableAfter: 100 * MILLISECOND,
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([504]);
    subject.expectAt(journal.instants('client', 'reply'), [400 * MILLISECOND]);
  });

  subject.case('an answer that is lost is lost after its request was served', async () => {
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => node.ask('server') }, server: answering() },
      link: { latency: constant(10) },
      links: { 'server -> client': { latency: constant(10), loss: 1 } },
      unreachableAfter: 100 * MILLISECOND,
    });
    expect(journal.of('server', 'answered')).toHaveLength(1);
    expect(journal.column('client', 'reply', 'status')).toEqual([1]);
    subject.expectAt(journal.instants('client', 'reply'), [110 * MILLISECOND]);
  });

  subject.crowdedCase('loss takes about its share of messages', async () => {
    const { journal } = await subject.run({
      nodes: { client: tells(...Array.from({ length: 2000 }, () => 0)), server: {} },
      link: { loss: 0.25 },
    });
    const arrived = journal.of('server', 'request').length;
    // Six standard deviations of a binomial count around 1500.
    expect(Math.abs(arrived - 1500)).toBeLessThan(6 * Math.sqrt(2000 * 0.25 * 0.75));
  });

  subject.crowdedCase('messages of random latency may overtake each other, and none is lost', async () => {
    const { journal } = await subject.run({
      nodes: { client: tells(...Array.from({ length: 50 }, () => 0)), server: {} },
      link: { latency: { name: 'uniform', arguments: [0, 100 * MILLISECOND] } },
    });
    const keys = journal.column('server', 'request', 'key') as number[];
    expect(keys.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, key) => key));
    expect(keys).not.toEqual(keys.toSorted((a, b) => a - b));
  });
}
