import { expect } from 'vitest';
import { InvariantError } from '../../../src/core/assert.js';
import { MILLISECOND } from '../../../src/core/time.js';
import type { Subject } from '../subject.js';

export function checks(subject: Subject): void {
  subject.case('a node is asked to check itself after every fault and at the end of the run', async () => {
    const { journal } = await subject.run({
      nodes: { node: { check: () => {} }, other: {} },
      actions: [{ fault: 'pause', at: 20 * MILLISECOND, for: 30 * MILLISECOND, hosts: ['other'] }],
    });
    expect(journal.of('node', 'check')).toHaveLength(3);
    subject.expectAt(journal.instants('node', 'check').slice(0, 2), [20 * MILLISECOND, 50 * MILLISECOND]);
  });

  subject.case('a dead node is not asked', async () => {
    const { journal } = await subject.run({
      nodes: { node: { check: () => {} } },
      actions: [{ fault: 'crash', at: 20 * MILLISECOND, for: 30 * MILLISECOND, hosts: ['node'] }],
    });
    expect(journal.column('node', 'check', 'life')).toEqual([2, 2]);
  });

  subject.case('what a node finds wrong stops the run, and says seed and time', async () => {
    const run = subject.run({
      seed: 77,
      nodes: {
        node: {
          check: () => {
            throw new InvariantError('the books do not balance');
          },
        },
      },
      actions: [{ fault: 'pause', at: 20 * MILLISECOND, hosts: ['node'] }],
    });
    await expect(run).rejects.toThrow(/the books do not balance.*seed 77/);
    await expect(run).rejects.toThrow(subject.exact ? /at 20000000 ns/ : /at \d{8} ns/);
  });

  subject.case('a request that is answered twice stops the run', async () => {
    const run = subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server') },
        server: {
          onRequest: (node, request) => {
            node.answer(request);
            node.answer(request);
          },
        },
      },
    });
    await expect(run).rejects.toThrow('a node answered a request that it does not have');
  });

  subject.case('a request that is sent twice stops the run', async () => {
    const run = subject.run({
      nodes: {
        client: {
          onStart: (node) => {
            const request = node.environment.request(1, 0, 0);
            node.environment.call(request, { name: 'first' });
            node.environment.call(request, { name: 'second' });
          },
        },
        server: {},
      },
    });
    await expect(run).rejects.toThrow('a node sent a request that it had not just taken from the pool');
  });

  subject.case("a node that takes back another's timer stops the run", async () => {
    const shared: { id?: number } = {};
    const run = subject.run({
      nodes: {
        a: { onStart: (node) => void (shared.id = node.timer(20 * MILLISECOND, 1)) },
        b: { onStart: (node) => node.environment.cancelTimer(shared.id!) },
      },
    });
    await expect(run).rejects.toThrow('a node took back the timer of another');
  });
}
