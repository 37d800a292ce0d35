import { InvariantError } from '../../../src/core/assert.js';
import type { CallId, Payload, TimerId } from '../../../src/core/ids.js';
import { CLIENT_CLOSED, OK } from '../../../src/core/status.js';
import { MILLISECOND, type Nanoseconds, NEVER } from '../../../src/core/time.js';
import type { Environment } from '../../../src/environment/environment.js';
import type { Node } from '../../../src/environment/node.js';
import type { Placement } from '../../../src/environment/placement.js';
import type { Reply } from '../../../src/environment/reply.js';
import type { Request } from '../../../src/environment/request.js';
import type { RandomStream } from '../../../src/random/stream.js';
import { Ledger } from './ledger.js';

const ACT = 1;
const ANSWER = 2;
const TOLD = 1;
/** How many hops one request may cause. */
const DEEPEST = 4;

/** What a timer or piece of work was set for; it knows its own id, so that one that comes under another's is found out. */
interface Alarm {
  id: TimerId;
  readonly code: number;
  readonly job: Job | null;
}

/** A call on behalf of a request that waits for it, or of nobody. */
interface Errand {
  readonly job: Job | null;
}

/** A request that is here, and what it was when it came: nobody may change it meanwhile. */
interface Job {
  readonly request: Request;
  readonly key: number;
  readonly caller: number;
}

/**
 * Does whatever an environment allows, at random: calls, tells, answers at once or late or through others, works, sets and
 * takes back timers, uses ids that are over. It keeps books of all that, and throws where the engine does not.
 */
export class ChaoticNode implements Node {
  readonly ledger: Ledger;
  readonly #jobs = new Set<Job>();
  readonly #errands = new Map<CallId, Errand>();
  readonly #alarms = new Map<TimerId, Alarm>();
  readonly #random: RandomStream;
  #running = false;

  constructor(
    readonly environment: Environment,
    readonly placement: Placement,
    private readonly seen: (line: string) => void,
  ) {
    this.ledger = new Ledger(environment.self);
    this.#random = environment.stream('chaos');
  }

  onStart(): void {
    this.#enter('start', () => {
      for (let alarm = 0; alarm < 3; alarm++) this.#alarm(this.#soon(), ACT, null);
    });
  }

  onRequest(request: Request): void {
    this.#enter(`request ${request.key} from ${request.caller}`, () => {
      if (request.job !== null) throw new InvariantError('a request came with a job');
      const job: Job = { request, key: request.key, caller: request.caller };
      request.job = job;
      this.#jobs.add(job);
      this.#serve(request, job);
    });
  }

  onReply(reply: Reply): void {
    this.#enter(`reply ${reply.status} from ${reply.from}`, () => {
      this.ledger.replied(reply.call, reply.status, this.environment.now());
      this.#resume((reply.context as Errand).job);
    });
  }

  onTimer(code: number, payload: Payload): void {
    const alarm = payload as Alarm;
    this.#enter(`timer ${code}`, () => {
      this.ledger.came(alarm.id);
      if (code === ACT) this.#act();
      else this.#resume(alarm.job);
    });
  }

  onCancel(request: Request): void {
    this.#enter(`cancelled ${request.key}`, () => {
      const job = request.job as Job;
      if (!this.#jobs.has(job)) throw new InvariantError('a request was cancelled that is not here');
      if (this.#random.below(2) === 0) this.#answer(job, CLIENT_CLOSED);
    });
  }

  /** Every request that is here is still what it was when it came. */
  check(): void {
    for (const job of this.#jobs) {
      const { request } = job;
      const same = job === request.job && job.key === request.key && job.caller === request.caller;
      if (!same || request.to !== this.environment.self) throw new InvariantError('a request was used again while it was here');
    }
  }

  #serve(request: Request, job: Job): void {
    const told = request.operation === TOLD;
    const choice = this.#random.below(8);
    if (choice < 2) this.#answer(job);
    else if (choice < 4) this.#alarm(this.#soon(), ANSWER, job);
    else if (choice < 6) this.#work(job);
    else if (choice === 6 && request.attempt < DEEPEST) this.#call(job, request.attempt + 1);
    else if (told || request.deadline === NEVER) this.#answer(job);
    // Whoever has a deadline may wait in vain.
  }

  /** Some of what a node may do, as long as the run lasts. */
  #act(): void {
    if (this.environment.now() >= this.placement.model.duration) return;
    for (let step = this.#random.below(4); step >= 0; step--) this.#step();
    this.#alarm(this.environment.now() + this.#random.below(20) * MILLISECOND, ACT, null);
  }

  #step(): void {
    const { environment, ledger } = this;
    const choice = this.#random.below(10);
    if (choice < 4) this.#call(null, 1);
    else if (choice === 4) this.#tell();
    else if (choice === 5) this.#work(null);
    else if (choice === 6) this.#cancelCall();
    else if (choice === 7) this.#cancelTimer();
    else if (choice === 8) this.#alarm(environment.now() - MILLISECOND, ANSWER, null);
    else {
      for (const call of ledger.callsOver) environment.cancel(call);
      for (const timer of ledger.timersOver) environment.cancelTimer(timer);
    }
  }

  #call(job: Job | null, attempt: number): void {
    const { environment } = this;
    const request = environment.request(this.#peer(), 0, this.#random.below(100));
    request.deadline = this.#deadline();
    request.attempt = attempt;
    request.size = this.#random.below(2000);
    const { deadline } = request;
    const errand: Errand = { job };
    const call = environment.call(request, errand);
    this.#errands.set(call, errand);
    this.ledger.called(call, deadline);
  }

  #deadline(): Nanoseconds {
    const choice = this.#random.below(6);
    if (choice === 0) return this.environment.now();
    return choice < 3 ? NEVER : this.#soon();
  }

  #tell(): void {
    const request = this.environment.request(this.#peer(), TOLD, this.#random.below(100));
    request.attempt = DEEPEST;
    this.environment.tell(request);
  }

  #work(job: Job | null): void {
    const alarm: Alarm = { id: 0, code: ANSWER, job };
    alarm.id = this.environment.work(this.#random.below(10) * MILLISECOND, ANSWER, alarm);
    this.ledger.set(alarm.id);
    this.#alarms.set(alarm.id, alarm);
  }

  #alarm(at: Nanoseconds, code: number, job: Job | null): void {
    const alarm: Alarm = { id: 0, code, job };
    alarm.id = this.environment.setTimer(at, code, alarm);
    this.ledger.set(alarm.id);
    this.#alarms.set(alarm.id, alarm);
  }

  #cancelCall(): void {
    const calls = [...this.ledger.calls.keys()];
    if (calls.length === 0) return;
    const call = calls[this.#random.below(calls.length)]!;
    this.environment.cancel(call);
    this.ledger.cancelled(call);
    this.#resume(this.#errands.get(call)!.job);
  }

  /** Whatever waited for it goes on: the request is answered, and the acting begins anew. */
  #cancelTimer(): void {
    const timers = [...this.ledger.timers];
    if (timers.length < 4) return;
    const timer = timers[this.#random.below(timers.length)]!;
    this.environment.cancelTimer(timer);
    this.ledger.takenBack(timer);
    const { code, job } = this.#alarms.get(timer)!;
    if (code === ACT) this.#alarm(this.#soon(), ACT, null);
    this.#resume(job);
  }

  /** What a request waited for is over: it is answered, unless it was before. */
  #resume(job: Job | null): void {
    if (job !== null && this.#jobs.has(job)) this.#answer(job);
  }

  #answer(job: Job, status = OK): void {
    const { request } = job;
    this.#jobs.delete(job);
    const answer = this.environment.answer();
    answer.size = request.size;
    this.environment.respond(request, status, this.#random.below(2) === 0 ? answer : null);
  }

  #soon(): Nanoseconds {
    return this.environment.now() + this.#random.below(30) * MILLISECOND;
  }

  #peer(): number {
    return this.#random.below(this.placement.model.instances.length);
  }

  #enter(event: string, run: () => void): void {
    if (this.#running) throw new InvariantError(`node ${this.environment.self} was entered while it ran`);
    this.#running = true;
    this.seen(`${this.environment.now()} ${this.environment.self} ${event}`);
    run();
    this.#running = false;
  }
}
