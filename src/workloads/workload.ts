import { assert } from '../core/assert.js';
import type { NodeId, OperationId, Payload } from '../core/ids.js';
import { outcomeOf } from '../core/outcome.js';
import { InputError } from '../core/problem.js';
import { DEADLINE_PASSED, isSuccess, NOT_FOUND, OVERLOADED, UNREACHABLE } from '../core/status.js';
import { type Nanoseconds, NEVER } from '../core/time.js';
import type { Environment } from '../environment/environment.js';
import type { Node } from '../environment/node.js';
import type { Placement } from '../environment/placement.js';
import type { Reply } from '../environment/reply.js';
import type { Request } from '../environment/request.js';
import type { Route } from '../environment/route.js';
import type { Counter } from '../metrics/counter.js';
import type { Occupancy } from '../metrics/occupancy.js';
import type { Level } from '../metrics/level.js';
import type { RequestTally } from '../metrics/request-tally.js';
import type { Timeline } from '../metrics/timeline.js';
import type { Arrivals } from './arrivals/arrivals.js';
import { createArrivals } from './arrivals/arrivals-schema.js';
import { recordReplay } from './replay-levels.js';
import { createRequestSource } from './requests/create-request-source.js';
import type { RequestSource } from './requests/draft.js';
import { Operations } from './requests/operations.js';
import type { WorkloadConfig } from './workload-config.js';
import { Client, NO_REPLY, WorkloadJob } from './workload-job.js';

const ISSUE = 1;
const TIMEOUT_PASSED = 2;

/** What a route picks where nobody can be reached. */
const NOBODY: NodeId = -1;

/** So many requests of each client at one instant, and time is held to stand still. */
const MOST_AT_ONE_INSTANT = 100_000;

/**
 * Sends requests when they are due, and measures each from then on, whenever it was really sent and however it ended.
 * Nothing that is due at the end of the run or later is sent.
 */
export class Workload implements Node {
  readonly #environment: Environment;
  readonly #name: string;
  readonly #end: Nanoseconds;
  /** Number of the request to be traced; 0 for none. */
  readonly #traced: number;
  readonly #arrivals: Arrivals;
  readonly #operations: Operations;
  readonly #operationIds: Int32Array;
  readonly #requests: RequestSource;
  readonly #route: Route;
  /** What ends a request, from when it is due. */
  readonly #limit: Nanoseconds;
  /** What is only counted, from when a request is due; NEVER for nothing. */
  readonly #softTimeout: Nanoseconds;
  readonly #maxInFlight: number;

  readonly #timeline: Timeline;
  readonly #tallies: readonly RequestTally[];
  readonly #inFlight: Occupancy;
  readonly #timeouts: Counter;
  /** The number of the slowest request so far that was due in the measured time: what `--trace NAME/slowest` shows. */
  readonly #slowest: Level;
  readonly #warmup: Nanoseconds;
  readonly #clients: readonly Client[];
  #freeJob: WorkloadJob | null = null;
  /** Also before a crash, so that no two requests have the same number. */
  #issued = 0;
  #open = 0;
  #instant: Nanoseconds = Number.NEGATIVE_INFINITY;
  #atInstant = 0;
  #longest: Nanoseconds = Number.NEGATIVE_INFINITY;

  constructor(config: WorkloadConfig, environment: Environment, placement: Placement) {
    const { recorder } = environment;
    const { traced } = placement.model;
    this.#environment = environment;
    this.#name = placement.group.name;
    this.#end = placement.model.duration;
    this.#traced = traced?.workload === this.#name ? traced.request : 0;
    this.#arrivals = createArrivals(config.arrivals, environment);
    this.#operations = new Operations(config, (name) => placement.operation(name), environment);
    this.#operationIds = this.#operations.ids;
    this.#requests = createRequestSource(config, this.#operations, this.#arrivals.recorded, environment);
    this.#route = placement.route(config.target, environment, config.policy);
    const soft = config['late-replies'] === 'accept';
    this.#limit = soft ? config.deadline : Math.min(config.timeout, config.deadline);
    this.#softTimeout = soft ? config.timeout : NEVER;
    this.#maxInFlight = config['max-in-flight'];
    this.#timeline = recorder.timeline;
    this.#tallies = this.#operations.names.map((name) => recorder.tally(name));
    this.#inFlight = recorder.occupancy('in-flight');
    this.#issued = this.#tallies.reduce((sum, tally) => sum + issuedBy(tally), 0);
    this.#timeouts = recorder.counter('timeouts');
    this.#slowest = recorder.level('slowest-request');
    this.#warmup = placement.model.warmup;
    this.#clients = Array.from({ length: this.#arrivals.clients }, (_, index) => new Client(index));
    if (this.#arrivals.recorded !== null) recordReplay(recorder, this.#arrivals.recorded.trace);
  }

  onStart(): void {
    const now = this.#environment.now();
    for (const client of this.#clients) this.#schedule(client, this.#firstSince(now, client.index));
  }

  onTimer(code: number, payload: Payload): void {
    if (code === ISSUE) this.#issue(payload as Client);
    else this.#timeoutPassed(payload as WorkloadJob);
  }

  onReply(reply: Reply): void {
    const job = reply.context as WorkloadJob;
    const { status } = reply;
    this.#route.returned(reply.from, status, this.#environment.now() - job.issuedAt);
    // A failure is not covered up by the successes of other shards.
    if (job.status === NO_REPLY || (isSuccess(job.status) && !isSuccess(status))) job.status = status;
    job.answerSize += reply.size;
    if (--job.pending > 0) return;
    // Of several, the last reply is the slowest: its parts are what the request waited for.
    job.version = job.spread === 1 ? 0 : reply.version;
    job.waiting = reply.waiting;
    job.service = reply.service;
    job.network = reply.network;
    this.#finish(job);
  }

  /** Nobody calls a workload. */
  onRequest(request: Request): void {
    this.#environment.respond(request, NOT_FOUND, null);
  }

  check(): void {
    const inFlight = this.#inFlight.present;
    assert(this.#open === inFlight, `${this.#name}: ${this.#open} requests are open, ${inFlight} in flight`);
  }

  /** Begun again after a crash, a workload leaves out what was due while it was gone; clients that think begin anew. */
  #firstSince(now: Nanoseconds, client: number): Nanoseconds {
    let due = this.#arrivals.first(client);
    while (due < now) {
      const next = this.#arrivals.afterIssue(client);
      due = next === NEVER ? this.#arrivals.afterReply(client, now) : next;
    }
    return due;
  }

  #schedule(client: Client, due: Nanoseconds): void {
    // Written so that a due instant that is no number ends a workload instead of a run.
    if (!(due < this.#end)) return;
    client.due = due;
    this.#environment.setTimer(due, ISSUE, client);
  }

  #issue(client: Client): void {
    const now = this.#environment.now();
    if (now === this.#instant) this.#watchTheClock();
    else {
      this.#instant = now;
      this.#atInstant = 0;
    }
    const job = this.#freeJob ?? new WorkloadJob();
    this.#freeJob = job.nextFree;
    job.begin(client.index, client.due, now);
    this.#requests.fill(job);
    job.segment = this.#timeline.segment;
    job.bucket = this.#timeline.bucket;
    this.#tallies[job.operation]!.issued(job.size);
    this.#issued++;
    job.number = this.#issued;
    this.#open++;
    const room = this.#open <= this.#maxInFlight;
    this.#inFlight.enter();
    this.#schedule(client, this.#arrivals.afterIssue(client.index));
    if (room) this.#send(job);
    else this.#endUnsent(job, OVERLOADED);
  }

  #send(job: WorkloadJob): void {
    const operation = this.#operationIds[job.operation]!;
    const all = this.#route.spread(operation, job.key);
    if (all !== null && all.length > 0) this.#sendToAll(job, operation, all);
    else {
      const to = all === null ? this.#route.pick(operation, job.key, job.session) : NOBODY;
      if (to <= NOBODY) {
        this.#endUnsent(job, UNREACHABLE);
        return;
      }
      job.pending = 1;
      this.#call(job, operation, to);
    }
    if (this.#softTimeout === NEVER) return;
    job.softTimer = this.#environment.setTimer(job.due + this.#softTimeout, TIMEOUT_PASSED, job);
  }

  #sendToAll(job: WorkloadJob, operation: OperationId, all: readonly NodeId[]): void {
    job.pending = all.length;
    job.spread = 1;
    for (let index = 0; index < all.length; index++) this.#call(job, operation, all[index]!);
  }

  #call(job: WorkloadJob, operation: OperationId, to: NodeId): void {
    const request = this.#environment.request(to, operation, job.key);
    request.size = job.size;
    request.deadline = job.due + this.#limit;
    request.due = job.due;
    request.session = job.session;
    request.priority = this.#operations.priorities[job.operation]!;
    request.token = this.#operations.idempotent[job.operation] === 1 ? this.#issued : 0;
    request.trace = this.#issued === this.#traced ? this.#traced : 0;
    request.wants = job.wants;
    this.#route.sent(to);
    this.#environment.call(request, job);
  }

  #timeoutPassed(job: WorkloadJob): void {
    job.softTimer = 0;
    this.#timeouts.add(1);
  }

  #endUnsent(job: WorkloadJob, status: number): void {
    job.status = status;
    this.#finish(job);
  }

  #finish(job: WorkloadJob): void {
    const now = this.#environment.now();
    const { status, segment } = job;
    const tally = this.#tallies[job.operation]!;
    if (job.softTimer !== 0) this.#environment.cancelTimer(job.softTimer);
    if (status === DEADLINE_PASSED) this.#timeouts.add(1);
    if (now - job.due > this.#longest && job.due >= this.#warmup) this.#isSlowest(job, now - job.due);
    tally.finished(segment, job.bucket, status, outcomeOf(status), now - job.due, job.answerSize, job);
    if (job.version !== 0 && isSuccess(status) && this.#isStale(job)) tally.stale(segment);
    this.#open--;
    this.#inFlight.leave(job.issuedAt);
    const client = this.#clients[job.client]!;
    job.nextFree = this.#freeJob;
    this.#freeJob = job;
    this.#schedule(client, this.#arrivals.afterReply(client.index, now));
  }

  /** Seldom: each time it takes a longer one. */
  #isSlowest(job: WorkloadJob, latency: Nanoseconds): void {
    this.#longest = latency;
    this.#slowest.set(job.number);
  }

  #isStale(job: WorkloadJob): boolean {
    return this.#environment.recorder.staleness(job.key, job.version, job.due) > 0;
  }

  /** Clients that neither think nor wait would ask for ever at the same instant. */
  #watchTheClock(): void {
    if (++this.#atInstant < MOST_AT_ONE_INSTANT * this.#clients.length) return;
    throw new InputError([
      {
        message: `the workload ${this.#name} sends its requests without any time passing`,
        hint: 'give its clients a think time, or what they call a service time or a network latency',
      },
    ]);
  }
}

function issuedBy(tally: RequestTally): number {
  return tally.issuedInBucket.reduce((sum, count) => sum + count, 0);
}
