import type { CallId, Key, NodeId, OperationId } from '../../core/ids.js';
import { CLIENT_CLOSED, DEADLINE_PASSED, isSuccess, OVERLOADED, UNREACHABLE } from '../../core/status.js';
import { type Bytes, type Nanoseconds, NEVER } from '../../core/time.js';
import type { Environment } from '../../environment/environment.js';
import type { Reply } from '../../environment/reply.js';
import type { Request } from '../../environment/request.js';
import type { Route } from '../../environment/route.js';
import type { Counter } from '../../metrics/counter.js';
import type { CallTerms } from './call-policy.js';
import type { CallingJob } from './calling-job.js';

/** Stands for the id of a call whose reply has come. */
const RETURNED: CallId = -1;

/** What a route picks where nobody can be reached. */
const NOBODY: NodeId = -1;

/** All calls of one instance to one target: who gets them, how many at once, and how long they may take. */
export class Outbound {
  readonly #environment: Environment;
  readonly #route: Route;
  readonly #maxInFlight: number;
  /** The timer's code that the node passes on to `timeoutPassed`. */
  readonly #timeoutCode: number;
  readonly #timeouts: Counter;
  #inFlight = 0;

  constructor(environment: Environment, route: Route, maxInFlight: number, timeoutCode: number) {
    this.#environment = environment;
    this.#route = route;
    this.#maxInFlight = maxInFlight;
    this.#timeoutCode = timeoutCode;
    this.#timeouts = environment.recorder.counter('timeouts');
  }

  /** Sends on behalf of the job; false, with `callStatus` saying why, where nothing could be sent. */
  send(job: CallingJob, terms: CallTerms, operation: OperationId, key: Key, size: Bytes, version: number): boolean {
    job.callSize = 0;
    job.callVersion = 0;
    job.sentAt = this.#environment.now();
    if (this.#inFlight >= this.#maxInFlight) {
      job.callStatus = OVERLOADED;
      return false;
    }
    job.callStatus = 0;
    const all = this.#route.spread(operation, key);
    if (all !== null && all.length > 1) {
      this.#sendToAll(job, all, terms, operation, key, size, version);
      return true;
    }
    const to = all === null ? this.#route.pick(operation, key, job.request!.session) : (all[0] ?? NOBODY);
    if (to > NOBODY) {
      this.#sendToOne(job, to, terms, operation, key, size, version);
      return true;
    }
    job.callStatus = UNREACHABLE;
    return false;
  }

  /** True when the reply was the last one that the job waits for; the job's parts and `call...` then tell what came of it. */
  received(job: CallingJob, reply: Reply): boolean {
    const elapsed = this.#environment.now() - job.sentAt;
    const { status } = reply;
    this.#inFlight--;
    this.#route.returned(reply.from, status, elapsed);
    if (status === DEADLINE_PASSED) this.#timeouts.add(1);
    if (!isSuccess(status)) {
      if (job.callStatus === 0 || isSuccess(job.callStatus)) job.callStatus = status;
    } else if (job.callStatus === 0) {
      job.callStatus = status;
    }
    job.callSize += reply.size;
    job.callVersion = job.sent === 1 ? reply.version : 0;
    if (job.sent > 1) job.calls[job.calls.indexOf(reply.call)] = RETURNED;
    if (--job.pending > 0) return false;
    this.#dropSoftTimer(job);
    // Of several, the last reply is the slowest, and its parts are what the job waited for. A call that brought no answer has none.
    const known = reply.waiting + reply.service + reply.network;
    job.waiting += reply.waiting + (elapsed - known);
    job.service += reply.service;
    job.network += reply.network;
    return true;
  }

  /** A timeout has passed that does not end the call. */
  timeoutPassed(job: CallingJob): void {
    job.hasSoftTimer = false;
    this.#timeouts.add(1);
  }

  /** One way, to whoever would get the call. */
  tell(job: CallingJob, operation: OperationId, key: Key, size: Bytes, version: number): void {
    const request = job.request!;
    const to = this.#route.pick(operation, key, request.session);
    if (to <= NOBODY) return;
    this.#environment.tell(this.#draft(request, to, operation, key, size, version));
  }

  /** The job no longer wants its replies. */
  cancel(job: CallingJob): void {
    if (job.pending === 0) return;
    if (job.sent === 1) {
      this.#takeBack(job, job.target, job.call);
    } else {
      for (let index = 0; index < job.sent; index++) {
        if (job.calls[index] !== RETURNED) this.#takeBack(job, job.targets[index]!, job.calls[index]!);
      }
    }
    job.pending = 0;
    this.#dropSoftTimer(job);
  }

  #sendToOne(
    job: CallingJob,
    to: NodeId,
    terms: CallTerms,
    operation: OperationId,
    key: Key,
    size: Bytes,
    version: number,
  ): void {
    const from = job.request!;
    const request = this.#draft(from, to, operation, key, size, version);
    request.deadline = this.#deadline(job, from, terms);
    job.pending = 1;
    job.sent = 1;
    job.target = to;
    this.#inFlight++;
    this.#route.sent(to);
    job.call = this.#environment.call(request, job);
    if (terms.late === 'accept') this.#setSoftTimer(job, terms);
  }

  #sendToAll(
    job: CallingJob,
    all: readonly NodeId[],
    terms: CallTerms,
    operation: OperationId,
    key: Key,
    size: Bytes,
    version: number,
  ): void {
    const deadline = this.#deadline(job, job.request!, terms);
    job.pending = all.length;
    job.sent = all.length;
    this.#inFlight += all.length;
    for (let index = 0; index < all.length; index++) {
      const to = all[index]!;
      const request = this.#draft(job.request!, to, operation, key, size, version);
      request.deadline = deadline;
      job.targets[index] = to;
      this.#route.sent(to);
      job.calls[index] = this.#environment.call(request, job);
    }
    if (terms.late === 'accept') this.#setSoftTimer(job, terms);
  }

  #takeBack(job: CallingJob, target: NodeId, call: CallId): void {
    this.#environment.cancel(call);
    this.#route.returned(target, CLIENT_CLOSED, this.#environment.now() - job.sentAt);
    this.#inFlight--;
  }

  #setSoftTimer(job: CallingJob, terms: CallTerms): void {
    if (terms.timeout === null) return;
    job.softTimer = this.#environment.setTimer(job.sentAt + terms.timeout, this.#timeoutCode, job);
    job.hasSoftTimer = true;
  }

  #draft(from: Request, to: NodeId, operation: OperationId, key: Key, size: Bytes, version: number): Request {
    const request = this.#environment.request(to, operation, key);
    request.size = size;
    request.version = version;
    request.due = from.due;
    request.session = from.session;
    request.priority = from.priority;
    request.trace = from.trace;
    request.wants = from.wants;
    return request;
  }

  #deadline(job: CallingJob, from: Request, terms: CallTerms): Nanoseconds {
    let deadline = NEVER;
    if (terms.deadline === 'inherit') deadline = from.deadline;
    else if (terms.deadline !== null) deadline = job.beganAt + terms.deadline;
    if (terms.timeout === null || terms.late === 'accept') return deadline;
    const timeout = job.sentAt + terms.timeout;
    return timeout < deadline ? timeout : deadline;
  }

  #dropSoftTimer(job: CallingJob): void {
    if (!job.hasSoftTimer) return;
    this.#environment.cancelTimer(job.softTimer);
    job.hasSoftTimer = false;
  }
}
