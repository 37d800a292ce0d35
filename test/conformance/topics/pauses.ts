import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { TimerId } from '../../../src/core/ids.js';
import type { ActionPlan, NodePlan } from '../world/plan.js';
import type { Subject } from '../subject.js';
import { after, answering, silent } from '../world/behaviours.js';

function pause(host: string, at: number, lasts?: number): ActionPlan {
  const plan = { fault: 'pause', at: at * MILLISECOND, hosts: [host] };
  return lasts === undefined ? plan : { ...plan, for: lasts * MILLISECOND };
}

export function pauses(subject: Subject): void {
  subject.case('a paused host does nothing, and afterwards all that came in the order in which it came', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => [20, 30, 50].forEach((at) => node.timer(at * MILLISECOND, at)),
          onTimer: (node, code) => node.tell('server', { key: code }),
        },
        server: { onStart: (node) => [25, 40].forEach((at) => node.timer(at * MILLISECOND, at)) },
      },
      actions: [pause('server', 10, 90)],
    });
    const seen = journal.of('server').slice(1);
    expect(seen.map((entry) => entry['key'] ?? entry['code'])).toEqual([20, 25, 30, 40, 50]);
    subject.expectAt(
      seen.map((entry) => entry.at),
      seen.map(() => 100 * MILLISECOND),
    );
  });

  subject.case('a caller sees the answer of a paused host late', async () => {
    const { journal } = await subject.run({
      nodes: { client: { onStart: (node) => node.ask('server') }, server: after(40 * MILLISECOND) },
      actions: [pause('server', 10, 100)],
    });
    subject.expectAt(journal.instants('client', 'reply'), [110 * MILLISECOND]);
  });

  for (const [kind, processor] of Object.entries({
    'unlimited cores': {},
    'one core': { cores: 1 },
    'a shared core': { cores: 1, sharing: true },
  })) {
    subject.case(`work on ${kind} goes on after a pause with what was left`, async () => {
      const { journal } = await subject.run({
        nodes: { node: { processor, onStart: (node) => void node.environment.work(40 * MILLISECOND, 1, null) } },
        actions: [pause('node', 10, 100)],
      });
      subject.expectAt(journal.instants('node', 'timer'), [140 * MILLISECOND]);
      subject.expectNear(journal.column('node', 'timer', 'worked')[0] as number, 40 * MILLISECOND);
    });

    subject.case(`work on ${kind} is held by each of two pauses, and by no more`, async () => {
      const { journal } = await subject.run({
        nodes: { node: { processor, onStart: (node) => void node.environment.work(40 * MILLISECOND, 1, null) } },
        actions: [pause('node', 10, 60), pause('node', 20, 80)],
      });
      subject.expectAt(journal.instants('node', 'timer'), [130 * MILLISECOND]);
    });

    subject.case(`several pieces of work on ${kind} go on after a pause with what each had left`, async () => {
      const works: NodePlan = {
        processor,
        onStart: (node) => [20, 60].forEach((length, code) => node.environment.work(length * MILLISECOND, code, null)),
      };
      const calm = await subject.run({ nodes: { node: works } });
      const paused = await subject.run({ nodes: { node: works }, actions: [pause('node', 10, 100)] });
      // In real time the calm run is late as well.
      const late = subject.exact ? 0 : 5 * MILLISECOND;
      const expected = calm.journal.instants('node', 'timer').map((at) => at + 100 * MILLISECOND - late);
      subject.expectAt(paused.journal.instants('node', 'timer'), expected);
    });

    subject.case(`work on ${kind} that was paused and slowed goes on at the speed of then`, async () => {
      const { journal } = await subject.run({
        nodes: { node: { processor, onStart: (node) => void node.environment.work(40 * MILLISECOND, 1, null) } },
        actions: [pause('node', 20, 30), { fault: 'slow', config: { factor: 2 }, at: 30 * MILLISECOND, hosts: ['node'] }],
      });
      subject.expectAt(journal.instants('node', 'timer'), [90 * MILLISECOND]);
    });
  }

  subject.exactCase('a pause keeps the order of work that ends at one instant', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          onStart: (node) => {
            node.environment.work(MILLISECOND, 1, null);
            node.environment.work(2 * MILLISECOND, 2, null);
            node.timer(5 * MILLISECOND, 100);
          },
          onTimer: (node, code) => {
            if (code === 100) for (let next = 3; next <= 8; next++) node.environment.work(20 * MILLISECOND, next, null);
          },
        },
      },
      actions: [pause('node', 10, 5)],
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([1, 2, 100, 3, 4, 5, 6, 7, 8]);
  });

  subject.case('pauses add up: a host runs again when each has ended', async () => {
    const { journal } = await subject.run({
      nodes: { node: { onStart: (node) => void node.timer(30 * MILLISECOND, 1) } },
      actions: [pause('node', 10, 60), pause('node', 20, 90)],
    });
    subject.expectAt(journal.instants('node', 'timer'), [110 * MILLISECOND]);
  });

  subject.case('the end of a pause that a crash has ended does not end another', async () => {
    const { journal } = await subject.run({
      nodes: { node: { onStart: (node) => void node.timer(60 * MILLISECOND, 1) } },
      actions: [
        pause('node', 10, 90),
        { fault: 'crash', at: 20 * MILLISECOND, for: 10 * MILLISECOND, hosts: ['node'] },
        pause('node', 50, 150),
      ],
    });
    subject.expectAt(journal.instants('node', 'timer'), [200 * MILLISECOND]);
  });

  subject.case('a timer that came during a pause can still be cancelled by what came before it', async () => {
    const { journal } = await subject.run({
      nodes: {
        node: {
          onStart: (node) => {
            node.timer(20 * MILLISECOND, 1);
            node.kept.set('second', node.timer(30 * MILLISECOND, 2));
          },
          onTimer: (node) => node.environment.cancelTimer(node.kept.get('second') as TimerId),
        },
      },
      actions: [pause('node', 10, 40)],
    });
    expect(journal.column('node', 'timer', 'code')).toEqual([1]);
  });

  subject.case('an answer and then its deadline during a pause of the caller is an answer', async () => {
    const { journal } = await subject.run({
      nodes: { client: patient(), server: after(30 * MILLISECOND) },
      actions: [pause('client', 10, 190)],
    });
    expect(journal.column('client', 'reply', 'name')).toEqual(['first', 'second', 'third']);
    expect(journal.column('client', 'reply', 'status')).toEqual([200, 200, 200]);
    expect(journal.column('client', 'timer', 'code')).toEqual([7, 8, 9]);
  });

  subject.case('a deadline and then the answer during a pause of the caller is 504', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => node.ask('server', 'call', { deadline: 50 * MILLISECOND }) },
        server: after(80 * MILLISECOND),
      },
      actions: [pause('client', 10, 190)],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([504]);
  });

  subject.case('a call taken back on waking does not bring the answer that waited at the door', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => {
            node.timer(20 * MILLISECOND, 1);
            node.kept.set('call', node.ask('server', 'call', { deadline: 60 * MILLISECOND }));
          },
          onTimer: (node) => node.environment.cancel(node.kept.get('call') as number),
        },
        server: after(40 * MILLISECOND),
      },
      actions: [pause('client', 10, 90)],
    });
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.case('a host that crashes while it is paused loses what had come to its door', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: { onStart: (node) => void node.timer(20 * MILLISECOND, 1), onTimer: (node) => node.ask('server') },
        server: {
          ...answering(),
          onStart: (node) => {
            if (node.life > 1) return;
            node.timer(30 * MILLISECOND, 1);
            node.ask('other', 'old', { deadline: 40 * MILLISECOND });
          },
        },
        other: after(15 * MILLISECOND),
      },
      actions: [pause('server', 10), { fault: 'crash', at: 60 * MILLISECOND, for: 20 * MILLISECOND, hosts: ['server'] }],
    });
    expect(journal.column('client', 'reply', 'status')).toEqual([1]);
    expect(journal.of('server').map((entry) => entry.event)).toEqual(['start', 'asked', 'start']);
  });

  subject.case(
    'a host that crashed during a pause runs after its restart, and the end of the pause changes nothing',
    async () => {
      const { journal } = await subject.run({
        nodes: {
          client: {
            onStart: (node) => [1, 2].forEach((at) => node.timer(at * 100 * MILLISECOND, at)),
            onTimer: (node) => node.ask('server'),
          },
          server: answering(),
        },
        actions: [pause('server', 10, 140), { fault: 'crash', at: 30 * MILLISECOND, for: 20 * MILLISECOND, hosts: ['server'] }],
      });
      subject.expectAt(journal.instants('client', 'reply'), [100 * MILLISECOND, 200 * MILLISECOND]);
    },
  );

  subject.case('a host that hangs answers nothing, and when that ends its connections are reset', async () => {
    const { journal } = await subject.run({
      nodes: {
        early: { onStart: (node) => node.ask('server', 'early') },
        late: { onStart: (node) => void node.timer(30 * MILLISECOND, 1), onTimer: (node) => node.ask('server', 'late') },
        after: { onStart: (node) => void node.timer(150 * MILLISECOND, 1), onTimer: (node) => node.ask('server', 'after') },
        server: { ...after(20 * MILLISECOND) },
      },
      actions: [{ fault: 'hang', at: 10 * MILLISECOND, for: 100 * MILLISECOND, hosts: ['server'] }],
    });
    expect(journal.of('early', 'reply')).toMatchObject([{ status: 1 }]);
    expect(journal.of('late', 'reply')).toMatchObject([{ status: 1 }]);
    subject.expectAt(journal.instants('late', 'reply'), [110 * MILLISECOND]);
    expect(journal.of('after', 'reply')).toMatchObject([{ status: 200 }]);
    expect(journal.column('server', 'start', 'life')).toEqual([1, 2]);
  });

  subject.case('a host that hangs to the end answers nobody', async () => {
    const { journal } = await subject.run({
      nodes: { client: { asks: true, onStart: (node) => node.ask('server') }, server: silent() },
      actions: [{ fault: 'hang', at: 0, hosts: ['server'] }],
    });
    expect(journal.of('client', 'reply')).toEqual([]);
  });

  subject.case('a cancelled request at the door of a paused host comes, and then word that it was cancelled', async () => {
    const { journal } = await subject.run({
      nodes: {
        client: {
          onStart: (node) => [20, 40].forEach((at) => node.timer(at * MILLISECOND, at)),
          onTimer: (node, code) => {
            if (code === 20) node.kept.set('call', node.ask('server'));
            else node.environment.cancel(node.kept.get('call') as number);
          },
        },
        server: { ...silent(), onCancel: () => {} },
      },
      actions: [pause('server', 10, 90)],
    });
    expect(journal.of('server').map((entry) => entry.event)).toEqual(['start', 'request', 'cancelled']);
  });
}

/** Calls with a deadline, then again and again from the reply, and sets timers, so that a slot freed twice would be found out. */
function patient(): NodePlan {
  const next: Readonly<Record<string, string>> = { first: 'second', second: 'third' };
  return {
    onStart: (node) => node.ask('server', 'first', { deadline: 60 * MILLISECOND }),
    onReply: (node, reply) => {
      const { name } = reply.context as { name: string };
      const following = next[name];
      if (following === undefined) return;
      const now = node.environment.now();
      node.ask('server', following, { deadline: now + 100 * MILLISECOND });
      if (name === 'first') [7, 8, 9].forEach((code) => node.timer(code * 10 * MILLISECOND, code));
    },
  };
}
