import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { RandomStream } from '../../../src/random/stream.js';
import type { NodePlan, Plan } from '../world/plan.js';
import type { Subject } from '../subject.js';

/** Draws ten numbers at each start, and notes them. */
function drawing(...purposes: readonly string[]): NodePlan {
  return {
    onCreate: (node) => {
      for (const purpose of purposes) node.kept.set(purpose, node.environment.stream(purpose));
    },
    onStart: (node) => {
      for (const purpose of purposes) {
        const stream = node.kept.get(purpose) as RandomStream;
        node.note('drew', { purpose, values: Array.from({ length: 10 }, () => stream.uniform()) });
      }
    },
  };
}

export function streams(subject: Subject): void {
  const draws = async (plan: Plan, node: string): Promise<unknown[]> => {
    const { journal } = await subject.run(plan);
    return journal.column(node, 'drew', 'values');
  };

  subject.case('the same seed, node and purpose give the same numbers in every run', async () => {
    const plan = (): Plan => ({ seed: 5, nodes: { node: drawing('pick', 'think') } });
    const first = await draws(plan(), 'node');
    expect(first[0]).not.toEqual(first[1]);
    expect(await draws(plan(), 'node')).toEqual(first);
  });

  subject.case('another seed, node or purpose gives other numbers', async () => {
    const of = async (seed: number, node: string, purpose: string): Promise<unknown> =>
      (await draws({ seed, nodes: { [node]: drawing(purpose) } }, node))[0];
    const all = [await of(1, 'a', 'x'), await of(2, 'a', 'x'), await of(1, 'b', 'x'), await of(1, 'a', 'y')];
    expect(new Set(all.map((values) => JSON.stringify(values))).size).toBe(4);
  });

  subject.case('no node, purpose or link moves the draws of another', async () => {
    const alone = await draws({ seed: 3, nodes: { node: drawing('x') } }, 'node');
    const crowded = await draws(
      {
        seed: 3,
        nodes: { a: drawing('x', 'y'), node: drawing('before', 'x'), z: { onStart: (node) => node.tell('a') } },
        link: { latency: { name: 'exponential', arguments: [MILLISECOND] } },
      },
      'node',
    );
    expect(crowded[1]).toEqual(alone[0]);
  });

  subject.case('a restart goes on in the streams where the life before it stopped', async () => {
    const twice: NodePlan = {
      onCreate: (node) => node.kept.set('x', node.environment.stream('x')),
      onStart: (node) => {
        const stream = node.kept.get('x') as RandomStream;
        node.note('drew', { values: Array.from({ length: 5 }, () => stream.uniform()) });
      },
    };
    const [whole] = (await draws({ nodes: { node: drawing('x') } }, 'node')) as number[][];
    const parts = (await draws(
      {
        nodes: { node: twice },
        actions: [{ fault: 'crash', at: 10 * MILLISECOND, for: 10 * MILLISECOND, hosts: ['node'] }],
      },
      'node',
    )) as number[][];
    expect(parts.flat()).toEqual(whole);
  });

  subject.case('what travels over one link moves no draw of another', async () => {
    const plan = (extra: number): Plan => ({
      seed: 9,
      nodes: {
        client: {
          onStart: (node) => {
            for (let key = 0; key < extra; key++) node.tell('other', { key });
            for (let key = 0; key < 5; key++) node.tell('server', { key });
          },
        },
        other: {},
        server: {},
      },
      link: { latency: { name: 'exponential', arguments: [20 * MILLISECOND] }, loss: 0.2 },
    });
    const quiet = await subject.run(plan(0));
    const busy = await subject.run(plan(30));
    const seen = ({ journal }: typeof quiet): unknown[] => journal.of('server', 'request').map((entry) => entry['key']);
    expect(seen(busy)).toEqual(seen(quiet));
    subject.expectAt(busy.journal.instants('server', 'request'), quiet.journal.instants('server', 'request'));
  });
}
