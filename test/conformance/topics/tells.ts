import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { Subject } from '../subject.js';
import { after, answering } from '../world/behaviours.js';

export function tells(subject: Subject): void {
  subject.case('what is told arrives and brings no reply', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.tell('server', { operation: 1, key: 5, size: 70 }) },
        server: answering(),
      },
    });
    expect(journal.of('server', 'request')).toMatchObject([{ operation: 1, key: 5, size: 70 }]);
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.case('responding to what was told is fine, at once or later', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => {
            node.tell('prompt');
            node.tell('slow');
          },
        },
        prompt: answering(),
        slow: after(20 * MILLISECOND),
      },
    });
    expect(journal.of('prompt', 'answered')).toHaveLength(1);
    expect(journal.of('slow', 'answered')).toHaveLength(1);
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.case('what is told to a dead host, or over a link where nothing passes, vanishes', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => void node.timer(20 * MILLISECOND, 1),
          onTimer: (node) => {
            node.tell('dead');
            node.tell('far');
          },
        },
        dead: answering(),
        far: answering(),
      },
      actions: [
        { fault: 'crash', at: 10 * MILLISECOND, hosts: ['dead'] },
        { fault: 'partition', at: 10 * MILLISECOND, links: ['client -> far'] },
      ],
    });
    expect(journal.of('dead', 'request')).toEqual([]);
    expect(journal.of('far', 'request')).toEqual([]);
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.case('a crash of the teller takes nothing back', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.tell('server') },
        server: { onRequest: () => {}, onCancel: () => {} },
      },
      link: { latency: { name: 'constant', arguments: [20 * MILLISECOND] } },
      actions: [{ fault: 'crash', at: 10 * MILLISECOND, hosts: ['client'] }],
    });
    expect(journal.of('server').map((entry) => entry.event)).toEqual(['start', 'request']);
  });
}
