import { assert } from '../../core/assert.js';
import type { PolicyConfig } from '../../core/definition.js';
import { outcomeOf } from '../../core/outcome.js';
import { isSuccess, type Status } from '../../core/status.js';
import type { Environment } from '../../environment/environment.js';
import type { Request } from '../../environment/request.js';
import type { Counter } from '../../metrics/counter.js';
import type { Level } from '../../metrics/level.js';
import type { Occupancy } from '../../metrics/occupancy.js';
import type { VisitTimes } from '../../metrics/visit-times.js';
import type { Discipline } from '../../policies/discipline/discipline.js';
import { disciplines } from '../../policies/discipline/registry.js';
import { OUTSIDE, type Place, RELEASED, type StationJob, WAITING, WORKING } from './station-job.js';

export interface StationConfig {
  /** Requests in progress at once; Infinity is a number. */
  readonly workers: number;
  /** Fewer than the workers where they can be in each other's way. */
  readonly cores: number;
  /** Places to wait; Infinity is a number. */
  readonly queue: number;
  readonly discipline: PolicyConfig;
}

/** Workers with a line in front of them, and everything that is measured about both. The node does the work; this admits, orders and counts. */
export class Station {
  readonly #environment: Environment;
  readonly #line: Discipline;
  readonly #workers: number;
  readonly #places: number;
  /** Requests that may be in progress at once; under processor sharing all that are admitted are. */
  readonly #admitted: number;
  #working = 0;
  readonly #requests: Counter;
  readonly #ok: Counter;
  readonly #failed: Counter;
  readonly #rejected: Counter;
  readonly #timedOut: Counter;
  readonly #cancelled: Counter;
  readonly #lost: Counter;
  readonly #present: Occupancy;
  readonly #queue: Occupancy;
  /** null where the workers are unlimited. */
  readonly #busy: Level | null;
  readonly #visits: VisitTimes;

  constructor(environment: Environment, config: StationConfig) {
    const { recorder } = environment;
    this.#environment = environment;
    this.#line = disciplines.get(config.discipline.name)!.create(config.discipline.options);
    this.#workers = config.workers;
    this.#admitted = this.#line.sharing ? config.workers + config.queue : config.workers;
    this.#places = this.#line.sharing ? 0 : config.queue;
    const waiting = config.workers !== Infinity && !this.#line.sharing;
    const coreWaiting = config.cores < config.workers || (this.#line.sharing && config.cores !== Infinity);
    this.#requests = recorder.counter('requests');
    this.#ok = recorder.counter('ok');
    this.#failed = recorder.counter('failed');
    this.#rejected = recorder.counter('rejected');
    this.#timedOut = recorder.counter('timed-out');
    this.#cancelled = recorder.counter('cancelled');
    this.#lost = recorder.counter('lost');
    this.#present = recorder.occupancy('present');
    this.#queue = recorder.occupancy('queue');
    this.#busy = config.workers === Infinity ? null : recorder.level('busy');
    this.#visits = recorder.visits(waiting, coreWaiting);
  }

  /** At the start, and at each start after a crash: nobody is here. */
  open(): void {
    this.#working = 0;
    while (this.#line.take() !== null);
    if (this.#busy !== null) this.#environment.recorder.level('workers').set(this.#workers);
  }

  /** WORKING: begin. WAITING: `next` will bring it. OUTSIDE: it is turned away, and no longer here. */
  arrive(job: StationJob, request: Request): Place {
    const now = this.#environment.now();
    job.request = request;
    job.priority = request.priority;
    job.arrivedAt = now;
    job.queued = 0;
    job.coreWaiting = 0;
    job.waiting = 0;
    job.service = 0;
    job.network = 0;
    request.job = job;
    this.#requests.add(1);
    if (this.#working < this.#admitted) {
      this.#present.enter();
      this.#start(job);
    } else if (this.#line.length < this.#places) {
      this.#present.enter();
      this.#enqueue(job);
    } else {
      this.#rejected.add(1);
      job.place = OUTSIDE;
    }
    return job.place;
  }

  /** The next to begin, already holding its worker; null when nobody waits or no worker is free. */
  next(): StationJob | null {
    if (this.#line.length === 0 || this.#working >= this.#admitted) return null;
    const job = this.#line.take() as StationJob;
    this.#leaveLine(job);
    this.#start(job);
    return job;
  }

  /** It gives up its worker for the time of a call. */
  release(job: StationJob): void {
    job.place = RELEASED;
    this.#setWorking(this.#working - 1);
  }

  /** It wants a worker again: WORKING, or WAITING, however full the line is. */
  resume(job: StationJob): Place {
    if (this.#working < this.#admitted) this.#start(job);
    else this.#enqueue(job);
    return job.place;
  }

  /** The request behind it is answered. */
  finish(job: StationJob, status: Status): void {
    const sojourn = this.#environment.now() - job.arrivedAt;
    this.#leave(job);
    if (isSuccess(status)) this.#ok.add(1);
    else this.#count(status);
    this.#visits.record(sojourn, job.queued, job.coreWaiting);
  }

  /** Its caller gave up, and so does the node. */
  cancel(job: StationJob): void {
    if (job.place === WAITING) {
      this.#line.remove(job);
      this.#leaveLine(job);
      job.place = RELEASED;
    }
    this.#leave(job);
    this.#cancelled.add(1);
  }

  /** Throws InvariantError. */
  check(): void {
    const ended =
      this.#ok.total +
      this.#failed.total +
      this.#rejected.total +
      this.#timedOut.total +
      this.#cancelled.total +
      this.#lost.total;
    const { present } = this.#present;
    assert(this.#requests.total === ended + present, `requests ${this.#requests.total} = ended ${ended} + present ${present}`);
    assert(this.#queue.present === this.#line.length, `queue ${this.#queue.present} = line ${this.#line.length}`);
    assert(this.#working >= 0 && this.#working <= this.#admitted, `${this.#working} of ${this.#admitted} workers are busy`);
    assert(this.#line.length === 0 || this.#working === this.#admitted, `${this.#line.length} wait while a worker is free`);
  }

  #start(job: StationJob): void {
    job.place = WORKING;
    this.#setWorking(this.#working + 1);
  }

  #setWorking(working: number): void {
    this.#working = working;
    if (this.#busy !== null) this.#busy.set(working < this.#workers ? working : this.#workers);
  }

  #enqueue(job: StationJob): void {
    job.place = WAITING;
    job.queuedAt = this.#environment.now();
    this.#queue.enter();
    this.#line.add(job);
  }

  #leaveLine(job: StationJob): void {
    const waited = this.#environment.now() - job.queuedAt;
    this.#queue.leave(job.queuedAt);
    job.queued += waited;
    job.waiting += waited;
  }

  #leave(job: StationJob): void {
    this.#present.leave(job.arrivedAt);
    if (job.place === WORKING) this.#setWorking(this.#working - 1);
    job.place = OUTSIDE;
  }

  #count(status: Status): void {
    const outcome = outcomeOf(status);
    if (outcome === 'rejected') this.#rejected.add(1);
    else if (outcome === 'timed-out') this.#timedOut.add(1);
    else this.#failed.add(1);
  }
}
