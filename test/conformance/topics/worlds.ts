import { expect } from 'vitest';
import { MILLISECOND, SECOND } from '../../../src/core/time.js';
import type { Action } from '../../../src/environment/world.js';
import type { NodePlan } from '../world/plan.js';
import type { Subject } from '../subject.js';
import { answering } from '../world/behaviours.js';

/** Notes its wall clock each 100 ms. */
function watching(): NodePlan {
  return {
    onStart: (node) => [100, 200, 300].forEach((at) => node.timer(at * MILLISECOND, 1)),
    onTimer: (node) => node.note('looked', { wall: node.environment.wallTime() }),
  };
}

export function worlds(subject: Subject): void {
  subject.case("the wall clock of a host is the run's own until somebody sets it", async () => {
    const { journal } = await subject.run({ nodes: { node: watching() } });
    for (const entry of journal.of('node', 'looked')) subject.expectNear(entry['wall'] as number, entry.at);
  });

  subject.case('a wrong clock is off and drifts, for its host only, and moves no timer', async () => {
    const skewed: Action = {
      begin: (world, { hosts }) => world.setClock(hosts[0]!, 5 * SECOND, 0.01),
      end: (world, { hosts }) => world.setClock(hosts[0]!, 0, 0),
    };
    const { journal } = await subject.run({
      nodes: { node: watching(), other: watching() },
      actions: [{ fault: skewed, at: 150 * MILLISECOND, for: 100 * MILLISECOND, hosts: ['node'] }],
    });
    const [before, during, after] = journal.of('node', 'looked').map((entry) => (entry['wall'] as number) - entry.at);
    subject.expectNear(before!, 0);
    expect(during! - 5 * SECOND).toBeGreaterThan(0);
    expect(during! - 5 * SECOND).toBeLessThanOrEqual(3 * MILLISECOND);
    subject.expectNear(after!, 0);
    for (const entry of journal.of('other', 'looked')) subject.expectNear(entry['wall'] as number, entry.at);
    subject.expectAt(
      journal.instants('node', 'timer'),
      [100, 200, 300].map((at) => at * MILLISECOND),
    );
  });

  subject.case('a change may tell a node something, and needs no answer', async () => {
    const body = { setting: 'changed' };
    const telling: Action = { begin: (world) => world.tell(1, 1, body), end: () => {} };
    const { journal } = await subject.run({
      nodes: {
        a: {},
        b: { ...answering(), onRequest: (node, request) => (node.note('told', { body: request.body }), node.answer(request)) },
      },
      link: { latency: { name: 'constant', arguments: [50 * MILLISECOND] } },
      actions: [{ fault: telling, at: 30 * MILLISECOND }],
    });
    expect(journal.of('b', 'told')).toMatchObject([{ body }]);
    subject.expectAt(journal.instants('b', 'told'), [30 * MILLISECOND]);
    expect(journal.of('b', 'reply')).toEqual([]);
  });

  subject.case('what a change tells a dead node is lost', async () => {
    const telling: Action = { begin: (world) => world.tell(0, 1, {}), end: () => {} };
    const { journal } = await subject.run({
      nodes: { node: answering() },
      actions: [
        { fault: 'crash', at: 10 * MILLISECOND, for: 50 * MILLISECOND, hosts: ['node'] },
        { fault: telling, at: 30 * MILLISECOND },
      ],
    });
    expect(journal.of('node', 'request')).toEqual([]);
  });

  subject.case('cores count as there while their host lives, and as busy while they work', async () => {
    const { measurements } = await subject.run({
      duration: 100 * MILLISECOND,
      nodes: { node: { processor: { cores: 2 }, onStart: (node) => void node.environment.work(40 * MILLISECOND, 1, null) } },
      actions: [{ fault: 'crash', at: 20 * MILLISECOND, for: 30 * MILLISECOND, hosts: ['node'] }],
    });
    const [recorder] = measurements.recorders;
    const edge = measurements.timeline.edges.length - 1;
    subject.expectNear(recorder!.level('cores').between(-1, edge), 2 * 70 * MILLISECOND);
    subject.expectNear(recorder!.level('busy-cores').between(-1, edge), 60 * MILLISECOND);
  });
}
