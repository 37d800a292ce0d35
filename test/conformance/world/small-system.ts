import { MILLISECOND } from '../../../src/core/time.js';
import type { Request } from '../../../src/environment/request.js';
import type { Plan } from './plan.js';
import type { Behaviour } from './behaviour.js';
import type { ScriptedNode } from './scripted-node.js';
import { answering, working } from './behaviours.js';

const TICK = 5 * MILLISECOND;
const ACT = 2;

/**
 * A client, a gateway, a server with a cache inside, and a durable store that shares its core; every call ends within
 * 100 ms whatever happens. The clock keeps events coming to the end of the run.
 */
export function smallSystem(): Plan {
  return {
    duration: 500 * MILLISECOND,
    drain: 0,
    link: { latency: { name: 'uniform', arguments: [0, 3 * MILLISECOND] }, bandwidth: 1_000_000 },
    unreachableAfter: 40 * MILLISECOND,
    nodes: {
      cache: { ...answering(404), host: 'server' },
      client: client(),
      clock: { onStart: (node) => void node.timer(TICK, 1), onTimer: (node) => void node.timer(TICK, 1) },
      gateway: relaying('server'),
      server: { ...serving(), host: 'server', processor: { cores: 1 } },
      store: {
        ...working(4 * MILLISECOND),
        durable: true,
        onHostCrash: (node) => node.kept.clear(),
        onCancel: (node, request) => node.note('lost interest', { key: request.key }),
        whenDown: 'silent',
        processor: { cores: 1, sharing: true },
      },
    },
  };
}

/** Calls at its own pace in each of its lives, with and without a deadline, tells, and takes one call back. */
function client(): Behaviour {
  return {
    onStart: (node) => [0, 2, 4, 6, 8, 20, 22, 24].forEach((at, key) => node.timer(at * MILLISECOND, ACT, { key })),
    onTimer: (node, _code, payload) => {
      const { key } = payload as { key: number };
      const deadline = key % 3 === 0 ? {} : { deadline: node.environment.now() + (5 + key * 3) * MILLISECOND };
      if (key === 5) node.tell('gateway', { key });
      else if (key === 6) node.environment.cancel(node.kept.get('call') as number);
      else node.kept.set('call', node.ask('gateway', `${node.life}/${key}`, { key, size: 500, ...deadline }));
      if (key === 6) node.note('took back', { call: node.kept.get('call') });
    },
  };
}

/** Passes each request on, and its deadline with it. */
function relaying(target: string): Behaviour {
  return {
    onRequest: (node, request) => pass(node, target, request),
    onReply: (node, reply) => {
      const { name } = reply.context as { name: string };
      const request = node.kept.get(name) as Request;
      node.kept.delete(name);
      node.answer(request, reply.status === 200 ? 200 : 502);
    },
  };
}

/** Looks into its cache, works, asks the store. */
function serving(): Behaviour {
  return {
    onRequest: (node, request) => pass(node, 'cache', request),
    onReply: (node, reply) => {
      const { name } = reply.context as { name: string };
      const request = node.kept.get(name) as Request;
      node.kept.delete(name);
      if (reply.from === 0) node.environment.work(3 * MILLISECOND, ACT, request);
      else node.answer(request, reply.status === 200 ? 200 : 502);
    },
    onTimer: (node, _code, payload) => pass(node, 'store', payload as Request),
  };
}

function pass(node: ScriptedNode, target: string, request: Request): void {
  const count = Number(node.kept.get('count') ?? 0) + 1;
  node.kept.set('count', count);
  const name = `${node.life}/${count}`;
  node.kept.set(name, request);
  node.ask(target, name, { key: request.key, size: 500, deadline: request.deadline });
}
