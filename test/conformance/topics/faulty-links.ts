import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { ActionPlan, NodePlan } from '../world/plan.js';
import type { Subject } from '../subject.js';
import { after, answering } from '../world/behaviours.js';

const LINK = ['client -> server'];

function constant(ms: number): { name: string; arguments: number[] } {
  return { name: 'constant', arguments: [ms * MILLISECOND] };
}

function fault(name: string, config: unknown, at: number, lasts?: number, links: readonly string[] = LINK): ActionPlan {
  const plan = { fault: name, config, at: at * MILLISECOND, links };
  return lasts === undefined ? plan : { ...plan, for: lasts * MILLISECOND };
}

/** Tells the server something each 100 ms from 50 ms on; the key says which. */
function beating(size = 0): NodePlan {
  return {
    onStart: (node) => [0, 1, 2, 3, 4].forEach((key) => node.timer((50 + key * 100) * MILLISECOND, key)),
    onTimer: (node, key) => node.tell('server', { key, size }),
  };
}

/** How long (ms) each beat was under way. */
function transits(instants: readonly number[]): number[] {
  return instants.map((at, key) => at - (50 + key * 100) * MILLISECOND);
}

export function faultyLinks(subject: Subject): void {
  const expectTransits = (actual: readonly number[], expected: readonly number[]): void =>
    subject.expectAt(
      transits(actual),
      expected.map((ms) => ms * MILLISECOND),
    );

  subject.case('a delay comes on top of the latency, and heals', async () => {
    const { journal } = await subject.run({
      nodes: { client: beating(), server: {} },
      link: { latency: constant(10) },
      actions: [fault('delay', { by: constant(30) }, 100, 200)],
    });
    expectTransits(journal.instants('server', 'request'), [10, 40, 40, 10, 10]);
  });

  subject.case('two faults on one link add up and heal separately', async () => {
    const { journal } = await subject.run({
      nodes: { client: beating(), server: {} },
      link: { latency: constant(10) },
      actions: [fault('delay', { by: constant(20) }, 100, 200), fault('delay', { by: constant(5) }, 200, 200)],
    });
    expectTransits(journal.instants('server', 'request'), [10, 30, 35, 15, 10]);
  });

  subject.case('a fault on one direction leaves the other, and every other link, alone', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server') },
        server: answering(),
        third: { onStart: (node) => node.ask('server') },
      },
      link: { latency: constant(10) },
      actions: [fault('delay', { by: constant(30) }, 0)],
    });
    subject.expectAt(journal.instants('client', 'reply'), [50 * MILLISECOND]);
    subject.expectAt(journal.instants('third', 'reply'), [20 * MILLISECOND]);
  });

  subject.case('a fault works also where there is no network, and where it has healed hops take no time again', async () => {
    const { journal } = await subject.run({
      nodes: { client: beating(), server: {} },
      actions: [fault('delay', { by: constant(30) }, 100, 200)],
    });
    expectTransits(journal.instants('server', 'request'), [0, 30, 30, 0, 0]);
  });

  subject.case('a throttle makes a link narrower, never wider', async () => {
    const { journal } = await subject.run({
      nodes: { client: beating(1000), server: {} },
      link: { bandwidth: 100_000 },
      actions: [fault('throttle', { to: 50_000 }, 100, 100), fault('throttle', { to: 1_000_000 }, 200, 100)],
    });
    expectTransits(journal.instants('server', 'request'), [10, 20, 10, 10, 10]);
  });

  subject.case('in a partition nothing passes, and the caller hears nothing but its deadline', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => [50, 150, 250].forEach((at) => node.timer(at * MILLISECOND, at)),
          onTimer: (node, at) => node.ask('server', `at-${at}`, { deadline: (at + 40) * MILLISECOND }),
        },
        server: answering(),
      },
      actions: [fault('partition', {}, 100, 100)],
    });
    expect(journal.column('client', 'reply', 'name')).toEqual(['at-50', 'at-150', 'at-250']);
    expect(journal.column('client', 'reply', 'status')).toEqual([200, 504, 200]);
    expect(journal.of('server', 'request')).toHaveLength(2);
  });

  subject.case('a partition that begins while a request is served loses the answer', async () => {
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => node.ask('server') }, server: after(50 * MILLISECOND) },
      unreachableAfter: 200 * MILLISECOND,
      actions: [fault('partition', {}, 20, 100, ['server -> client'])],
    });
    expect(journal.of('server', 'answered')).toHaveLength(1);
    expect(journal.column('client', 'reply', 'status')).toEqual([1]);
    subject.expectAt(journal.instants('client', 'reply'), [250 * MILLISECOND]);
  });

  subject.case('what was under way when a partition began arrives', async () => {
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => node.tell('server') }, server: {} },
      link: { latency: constant(30) },
      actions: [fault('partition', {}, 10)],
    });
    expect(journal.of('server', 'request')).toHaveLength(1);
  });

  subject.case('word of a cancelled call does not cross a partition', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server', 'call', { deadline: 50 * MILLISECOND }) },
        server: { onCancel: () => {} },
      },
      actions: [fault('partition', {}, 20)],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([504]);
    expect(journal.of('server', 'cancelled')).toEqual([]);
  });

  subject.crowdedCase('losses of the link and of faults are independent causes', async () => {
    const count = 4000;
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => void node.timer(10 * MILLISECOND, 1),
          onTimer: (node) => {
            for (let key = 0; key < count; key++) node.tell('server', { key });
          },
        },
        server: {},
      },
      link: { loss: 0.5 },
      actions: [fault('loss', { probability: 0.5 }, 0), fault('loss', { probability: 0.2 }, 0)],
    });
    const arrives = 0.5 * 0.5 * 0.8;
    const arrived = journal.of('server', 'request').length;
    expect(Math.abs(arrived - count * arrives)).toBeLessThan(6 * Math.sqrt(count * arrives * (1 - arrives)));
  });

  subject.case('two random delays on one link are drawn apart', async () => {
    const random = { name: 'uniform', arguments: [0, 100 * MILLISECOND] };
    const single = await subject.run({ nodes: { client: beating(), server: {} }, actions: [fault('delay', { by: random }, 0)] });
    const double = await subject.run({
      nodes: { client: beating(), server: {} },
      actions: [fault('delay', { by: random }, 0), fault('delay', { by: random }, 0)],
    });
    const byKey = (outcome: typeof single): number[] => {
      const beats = outcome.journal.of('server', 'request').toSorted((a, b) => Number(a['key']) - Number(b['key']));
      return transits(beats.map((beat) => beat.at));
    };
    const once = byKey(single);
    expect(byKey(double)).not.toEqual(once.map((transit) => 2 * transit));
  });

  subject.case('a fault that comes again and again draws anew each time', async () => {
    const random = { name: 'uniform', arguments: [0, 40 * MILLISECOND] };
    const { journal } = await subject.run({
      nodes: { client: beating(), server: {} },
      actions: [{ ...fault('delay', { by: random }, 0, 90), every: 100 * MILLISECOND }],
    });
    const delays = transits(journal.instants('server', 'request'));
    expect(new Set(delays).size).toBe(delays.length);
  });
}
