import { CLIENT_CLOSED, OVERLOADED, type Status } from '../../core/status.js';
import type { Payload } from '../../core/ids.js';
import type { Bytes } from '../../core/time.js';
import type { Environment } from '../../environment/environment.js';
import type { Node } from '../../environment/node.js';
import type { Reply } from '../../environment/reply.js';
import type { Request } from '../../environment/request.js';
import { Station, type StationConfig } from './station.js';
import { OUTSIDE, type StationJob, WAITING, WORKING } from './station-job.js';

/** What a node does when nobody waits for a request any more. */
export type AbandonedWork = 'continue' | 'cancel';

/** A node whose requests pass a station: it keeps the pool of jobs and answers; what a job does is the kind's own. */
export abstract class StationNode<Job extends StationJob> implements Node {
  /** Present only where abandoned work is cancelled: engines look for it. */
  onCancel?: (request: Request) => void;
  protected readonly environment: Environment;
  protected readonly station: Station;
  #pool: StationJob | null = null;
  #dispatching: 0 | 1 = 0;

  constructor(environment: Environment, config: StationConfig, abandonedWork: AbandonedWork) {
    this.environment = environment;
    this.station = new Station(environment, config);
    if (abandonedWork === 'cancel') this.onCancel = (request) => this.#cancel(request);
  }

  onStart(): void {
    this.station.open();
  }

  onRequest(request: Request): void {
    const job = this.take();
    const place = this.station.arrive(job, request);
    if (place === WORKING) {
      this.begin(job);
    } else if (place === OUTSIDE) {
      this.environment.respond(request, OVERLOADED, null);
      this.put(job);
    }
  }

  abstract onReply(reply: Reply): void;
  abstract onTimer(code: number, payload: Payload): void;

  check(): void {
    this.station.check();
  }

  protected abstract createJob(): Job;
  /** It has a worker: for the first time, or again. */
  protected abstract begin(job: Job): void;
  /** Takes back every timer and call of a job that is no longer wanted. */
  protected abstract stop(job: Job): void;

  /** Answers the job's request; the job must not be touched afterwards. A miss is no error: it may be `counted` as something else. */
  protected finish(job: Job, status: Status, size: Bytes, version: number, counted: Status = status): void {
    const request = job.request!;
    this.station.finish(job, counted);
    const answer = this.environment.answer();
    answer.size = size;
    answer.version = version;
    answer.waiting = job.waiting;
    answer.service = job.service;
    answer.network = job.network;
    this.environment.respond(request, status, answer);
    this.put(job);
    this.dispatch();
  }

  /** Lets those begin for whom there is a worker. Those that end at once do not call it deeper and deeper. */
  protected dispatch(): void {
    if (this.#dispatching === 1) return;
    let job = this.station.next();
    if (job === null) return;
    this.#dispatching = 1;
    while (job !== null) {
      this.begin(job as Job);
      job = this.station.next();
    }
    this.#dispatching = 0;
  }

  /** From the pool. */
  protected take(): Job {
    const job = this.#pool;
    if (job === null) return this.createJob();
    this.#pool = job.next as StationJob | null;
    job.next = null;
    return job as Job;
  }

  protected put(job: Job): void {
    job.request = null;
    job.next = this.#pool;
    this.#pool = job;
  }

  #cancel(request: Request): void {
    const job = request.job as Job;
    if (job.place !== WAITING) this.stop(job);
    this.station.cancel(job);
    this.environment.respond(request, CLIENT_CLOSED, null);
    this.put(job);
    this.dispatch();
  }
}
