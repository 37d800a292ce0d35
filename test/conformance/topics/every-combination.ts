import { expect } from 'vitest';
import { MILLISECOND } from '../../../src/core/time.js';
import type { ActionPlan, NodePlan } from '../world/plan.js';
import type { Outcome, Subject } from '../subject.js';
import { after, answering, silent } from '../world/behaviours.js';

const LATENCY = 10;
const UNREACHABLE_AFTER = 300;

/** What happens to a server, or to the way to it, from an instant on (ms). */
type Trouble = (server: string, client: string, at: number) => ActionPlan[];

function fault(name: string, lasts: number | null, ...hosts: readonly string[]): (at: number) => ActionPlan {
  const ending = lasts === null ? {} : { for: lasts * MILLISECOND };
  return (at) => ({ fault: name, at: at * MILLISECOND, hosts, ...ending });
}

const TROUBLES: Readonly<Record<string, Trouble>> = {
  nothing: () => [],
  'a crash': (server, _client, at) => [fault('crash', null, server)(at)],
  'a crash and a restart': (server, _client, at) => [fault('crash', 7, server)(at)],
  'a pause': (server, _client, at) => [fault('pause', 60, server)(at)],
  'a pause that ends in a crash': (server, _client, at) => [fault('hang', 60, server)(at)],
  'a pause of the caller': (_server, client, at) => [fault('pause', 60, client)(at)],
  'a pause of the caller that ends in its crash': (_server, client, at) => [fault('hang', 60, client)(at)],
  'a partition of the way there': (server, client, at) => [
    { fault: 'partition', at: at * MILLISECOND, links: [`${client} -> ${server}`] },
  ],
  'a partition of the way back': (server, client, at) => [
    { fault: 'partition', at: at * MILLISECOND, links: [`${server} -> ${client}`] },
  ],
};

const SERVERS: Readonly<Record<string, NodePlan>> = {
  'answers at once': answering(),
  'answers late': after(50 * MILLISECOND),
  'answers late and listens': { ...after(50 * MILLISECOND), onCancel: () => {} },
  'never answers': { ...silent(), onCancel: () => {} },
};

/** The request is under way, with the server, and (from some servers) its answer is on the way back. */
const ONSETS = [-5, 3, 15, 65];
const DEADLINES = [null, 33, 150];
/** When the caller takes its call back; null for never. */
const CANCELS = [null, 5, 26, 200];
/** Calls leave at this instant (ms). */
const LEAVES = 20;

interface Combination {
  readonly number: string;
  readonly server: string;
  readonly whenDown: 'refuse' | 'silent';
  readonly onset: number;
  readonly deadline: number | null;
  readonly cancel: number | null;
}

function combinations(): Combination[] {
  const all: Combination[] = [];
  for (const server of Object.keys(SERVERS)) {
    for (const whenDown of ['refuse', 'silent'] as const) {
      for (const onset of ONSETS) {
        for (const deadline of DEADLINES) {
          for (const cancel of CANCELS) {
            all.push({ number: String(all.length).padStart(3, '0'), server, whenDown, onset, deadline, cancel });
          }
        }
      }
    }
  }
  return all;
}

/** Asks once in its first life, and takes it back where it should. */
function caller({ number, deadline, cancel }: Combination): NodePlan {
  const carried = deadline === null ? {} : { deadline: (LEAVES + deadline) * MILLISECOND };
  return {
    onStart: (node) => {
      if (node.life > 1) return;
      node.timer(LEAVES * MILLISECOND, 1);
      if (cancel !== null) node.timer((LEAVES + cancel) * MILLISECOND, 2);
    },
    onTimer: (node, code) => {
      if (code === 1) node.kept.set('call', node.ask(`server-${number}`, 'call', carried));
      else {
        node.note('took back');
        node.environment.cancel(node.kept.get('call') as number);
      }
    },
  };
}

export function everyCombination(subject: Subject): void {
  for (const [name, trouble] of Object.entries(TROUBLES)) {
    subject.crowdedCase(
      `with ${name}, each call brings one reply, or none where it was taken back or its caller died`,
      async () => {
        // Each takes two hosts: of so many sockets at once only a real machine would get tired.
        const all = combinations().filter((_, index) => subject.exact || index % 13 === 0);
        const outcome = await subject.run({
          nodes: Object.fromEntries(
            all.flatMap((one) => [
              [`client-${one.number}`, caller(one)],
              [`server-${one.number}`, { ...SERVERS[one.server]!, whenDown: one.whenDown }],
            ]),
          ),
          link: { latency: { name: 'constant', arguments: [LATENCY * MILLISECOND] } },
          unreachableAfter: UNREACHABLE_AFTER * MILLISECOND,
          actions: all.flatMap(({ number, onset }) => trouble(`server-${number}`, `client-${number}`, LEAVES + onset)),
        });
        for (const one of all) judge(outcome, one, name);
      },
    );
  }
}

function judge({ journal }: Outcome, one: Combination, trouble: string): void {
  const where = `${trouble}: ${JSON.stringify(one)}`;
  const client = journal.of(`client-${one.number}`);
  const replies = client.filter((entry) => entry.event === 'reply');
  const over = client.find((entry) => entry.event === 'took back' || (entry.event === 'start' && entry.life > 1));
  const beforeThat = over === undefined ? client : client.slice(0, client.indexOf(over));
  expect(replies.length, where).toBeLessThanOrEqual(1);
  expect(replies.length, where).toBe(beforeThat.filter((entry) => entry.event === 'reply').length);
  const asked = client.some((entry) => entry.event === 'asked');
  if (asked && over === undefined && !waitsForEver(one, trouble)) expect(replies.length, where).toBe(1);
  for (const reply of replies) {
    expect([200, 0, 1, 504], where).toContain(reply['status']);
    if (one.deadline === null) expect(reply['status'], where).not.toBe(504);
  }
  const server = journal.of(`server-${one.number}`);
  expect(server.filter((entry) => entry.event === 'request').length, where).toBeLessThanOrEqual(1);
  expect(server.filter((entry) => entry.event === 'cancelled').length, where).toBeLessThanOrEqual(1);
}

/** Nobody answers, nobody dies, nothing is lost, and the caller has all the time in the world. */
function waitsForEver(one: Combination, trouble: string): boolean {
  const dies = /crash/.test(trouble) && !/caller/.test(trouble) && !(trouble === 'a crash and a restart' && one.onset < LATENCY);
  const lost = trouble === 'a partition of the way there' && one.onset < 0;
  return one.server === 'never answers' && one.deadline === null && !dies && !lost;
}
