import type { Nanoseconds } from '../../../src/core/time.js';
import type { Request } from '../../../src/environment/request.js';
import type { Behaviour } from './behaviour.js';

const ANSWER = 1;

/** Answers each request at once. */
export function answering(status = 200): Behaviour {
  return { onRequest: (node, request) => node.answer(request, status) };
}

/** Answers each request that long after it came. */
export function after(delay: Nanoseconds): Behaviour {
  return {
    onRequest: (node, request) => void node.timer(delay, ANSWER, request),
    onTimer: (node, _code, payload) => node.answer(payload as Request),
  };
}

/** Takes requests and never answers. */
export function silent(): Behaviour {
  return {};
}

/** Works that long on each request, with the core's time as the answer's service, and the rest as waiting. */
export function working(amount: Nanoseconds): Behaviour {
  return {
    onRequest: (node, request) => {
      node.kept.set(`arrived-${request.key}`, node.environment.now());
      node.environment.work(amount, ANSWER, request);
    },
    onTimer: (node, _code, payload) => {
      const request = payload as Request;
      const arrived = node.kept.get(`arrived-${request.key}`) as Nanoseconds;
      const service = node.environment.worked;
      node.answer(request, 200, { service, waiting: node.environment.now() - arrived - service });
    },
  };
}
