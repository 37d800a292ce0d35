import { expect } from 'vitest';
import type { Payload } from '../../src/core/ids.js';
import { OK } from '../../src/core/status.js';
import { SECOND } from '../../src/core/time.js';
import type { Environment } from '../../src/environment/environment.js';
import type { Placement } from '../../src/environment/placement.js';
import type { Reply } from '../../src/environment/reply.js';
import type { Request } from '../../src/environment/request.js';
import type { Route } from '../../src/environment/route.js';
import { plainSource } from '../../src/language/plain-source.js';
import { Reader } from '../../src/language/reader.js';
import { name } from '../../src/language/schemas/scalars.js';
import { transform } from '../../src/language/schemas/structures.js';
import type { Totals } from '../../src/metrics/request-tally.js';
import { Recorder } from '../../src/metrics/recorder.js';
import { Timeline } from '../../src/metrics/timeline.js';
import { Truth } from '../../src/metrics/truth.js';
import { createStream } from '../../src/random/alea.js';
import { Workload } from '../../src/workloads/workload.js';
import type { WorkloadConfig } from '../../src/workloads/workload-config.js';
import { workloadSchema } from '../../src/workloads/workload-schema.js';

export interface Sent {
  readonly at: number;
  readonly request: Request;
  readonly context: Payload;
  answered: boolean;
}

type Answer = Partial<Pick<Reply, 'status' | 'size' | 'version' | 'waiting' | 'service' | 'network' | 'from'>>;

/** A world of one workload: what it sends is written down, and answered as the test says. */
export class ScriptedWorld {
  now = 0;
  readonly sent: Sent[] = [];
  readonly cancelled: number[] = [];
  readonly timeline: Timeline;
  readonly recorder: Recorder;
  workload: Workload;
  readonly #make: () => Workload;
  readonly returned: [to: number, status: number, latency: number][] = [];
  #events: { at: number; run: () => void; id: number }[] = [];
  #ids = 0;

  constructor(
    written: object,
    options: {
      route?: Partial<Route>;
      duration?: number;
      traced?: number;
      load?: (config: WorkloadConfig) => WorkloadConfig;
    } = {},
  ) {
    const reader = new Reader();
    const schema = workloadSchema({ policy: anyPolicy, steps: () => ({}) as never });
    const read = schema.read(plainSource({ target: 'api', ...written }, { file: 'x', line: 1, column: 1 }), reader);
    expect(reader.problems).toEqual([]);
    const duration = options.duration ?? 10 * SECOND;
    this.timeline = new Timeline(duration, [5 * SECOND], SECOND, 10);
    this.recorder = new Recorder(this.timeline, new Truth(), this);
    const config = options.load === undefined ? read! : options.load(read!);
    this.#make = () => new Workload(config, this.#environment(), this.#placement(duration, options));
    this.workload = this.#make();
    this.workload.onStart();
  }

  /** Timers and replies of the old workload are gone. */
  crashAndStart(): void {
    this.#events = [];
    this.recorder.lose();
    this.workload = this.#make();
    this.workload.onStart();
  }

  /** Lets time pass, timers and answers happen. */
  run(until: number): this {
    for (;;) {
      this.#events.sort((left, right) => left.at - right.at || left.id - right.id);
      const next = this.#events[0];
      if (next === undefined || next.at > until) break;
      this.#events.shift();
      this.now = next.at;
      if (this.timeline.nextEdge <= this.now) this.timeline.cross(this.now);
      next.run();
      this.workload.check();
    }
    this.now = until;
    return this;
  }

  answer(sent: Sent, answer: Answer = {}): void {
    expect(sent.answered).toBe(false);
    sent.answered = true;
    const reply = {
      call: 0,
      from: sent.request.to,
      status: OK,
      size: 0,
      version: 0,
      body: null,
      waiting: 0,
      service: 0,
      network: 0,
    };
    this.workload.onReply({ ...reply, ...answer, context: sent.context });
    this.workload.check();
  }

  at(at: number, run: () => void): void {
    this.#events.push({ at, run, id: ++this.#ids });
  }

  totals(operation = 'read'): Totals {
    return this.recorder.tally(operation).between(0, 3);
  }

  onSent: (sent: Sent) => void = () => undefined;

  #environment(): Environment {
    const draft = { version: 0, attempt: 1, token: 0, trace: 0, body: null, job: null };
    return {
      self: 0,
      recorder: this.recorder,
      worked: 0,
      stream: (purpose) => createStream(1, 'workload', purpose),
      now: () => this.now,
      wallTime: () => this.now,
      request: (to, operation, key) => ({ ...draft, caller: 0, to, operation, key }) as Request,
      call: (request, context) => {
        const sent = { at: this.now, request, context, answered: false };
        this.onSent(sent);
        return this.sent.push(sent);
      },
      cancel: () => undefined,
      tell: () => undefined,
      answer: () => ({}) as never,
      respond: () => undefined,
      work: () => 0,
      setTimer: (at, code, payload) => {
        expect(at).toBeGreaterThanOrEqual(this.now);
        this.at(at, () => this.workload.onTimer(code, payload));
        return this.#ids;
      },
      cancelTimer: (id) => {
        this.cancelled.push(id);
        this.#events = this.#events.filter((event) => event.id !== id);
      },
    };
  }

  #placement(duration: number, options: { route?: Partial<Route>; traced?: number }): Placement {
    const traced = options.traced === undefined ? {} : { traced: { workload: 'users', request: options.traced } };
    const route: Route = {
      pick: () => 7,
      spread: () => null,
      sent: () => undefined,
      returned: (to, status, latency) => this.returned.push([to, status, latency]),
      ...options.route,
    };
    return {
      model: { duration, ...traced },
      group: { name: 'users' },
      operation: (operation: string) => ['buy', 'delete', 'read', 'write'].indexOf(operation),
      route: () => route,
    } as unknown as Placement;
  }
}

const anyPolicy = () => transform(name(), (value) => ({ name: value, options: {} }));
