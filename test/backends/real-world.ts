import { performance } from 'node:perf_hooks';
import { catalogue } from '../../src/catalogue/catalogue.js';
import type { Payload } from '../../src/core/ids.js';
import type { Status } from '../../src/core/status.js';
import { MILLISECOND } from '../../src/core/time.js';
import type { Outside, PreparedBackend } from '../../src/engines/live/backends/backend.js';
import { BackendNodes } from '../../src/engines/live/backends/backend-nodes.js';
import type { FailureCounts } from '../../src/engines/live/backends/failures.js';
import { KeySpace } from '../../src/engines/key-space.js';
import { ModelPlacement } from '../../src/engines/placement.js';
import { timelineOf } from '../../src/engines/timeline-of.js';
import type { Environment } from '../../src/environment/environment.js';
import type { Model } from '../../src/environment/model.js';
import type { Node } from '../../src/environment/node.js';
import type { Request } from '../../src/environment/request.js';
import { Recorder } from '../../src/metrics/recorder.js';
import { metricTable } from '../../src/metrics/summarize-metrics.js';
import { measuredWindow } from '../../src/metrics/summarize-window.js';
import type { Timeline } from '../../src/metrics/timeline.js';
import { Truth } from '../../src/metrics/truth.js';
import { createStream } from '../../src/random/alea.js';
import { loadScenarioText } from '../../src/scenario/load-scenario.js';

/** What a test may say of a request; the rest is as a pool gives it. */
export interface Asked {
  readonly operation: string;
  readonly key: number;
  readonly size?: number;
  readonly version?: number;
  readonly due?: number;
}

export interface Answered {
  readonly status: Status;
  readonly size: number;
  readonly version: number;
  readonly service: number;
  readonly waiting: number;
}

function mixOf(node: string): string {
  const scans = node.includes('kind: store') ? ', scan: 1' : '';
  const own = /(\w+): \{ scan/.exec(node)?.[1];
  return `{ read: 1, write: 1, delete: 1${scans}${own === undefined ? '' : `, ${own}: 1`} }`;
}

/** A Model of one group of nodes and a workload that never sends. */
export function modelOf(nodes: string, keys = 'uniform(100)'): Model {
  const text = `
sysdesign: 1
title: test
duration: 1000s
workloads:
  nobody: { target: server, arrivals: constant(1/h), keys: ${keys}, mix: ${mixOf(nodes)} }
nodes:
  server:
    kind: service
    replicas: 3
    operations: { '*': [{ call: subject }] }
  subject: ${nodes}
`;
  return loadScenarioText(text).arms[0]!.model();
}

/** Instances of one group in real time, without an engine: what a test asks is handed to the node, and what it answers given back. */
export class RealWorld implements Outside {
  now = 0;
  readonly timeline: Timeline;
  readonly nodes: Node[];
  readonly recorders: Recorder[];
  /** What came in while it was held back; null where nothing is. */
  held: (() => void)[] | null = null;
  readonly #group: Model['groups'][number];
  readonly #backends: BackendNodes;
  readonly #origin = performance.now();
  readonly #waiting = new Map<Request, (answered: Answered) => void>();
  readonly #timers = new Map<number, NodeJS.Timeout>();
  #timer = 0;
  #inside = false;

  constructor(
    readonly model: Model,
    /** null for the node in memory. */
    readonly prepared: PreparedBackend | null,
  ) {
    this.#group = model.groups.find(({ name }) => name === 'subject')!;
    this.timeline = timelineOf(model);
    this.#backends = new BackendNodes(prepared === null ? {} : { subject: prepared });
    const truth = new Truth();
    const { instances } = this.#group;
    this.recorders = instances.map(() => new Recorder(this.timeline, truth, this));
    this.nodes = instances.map((_, index) => this.create(index));
  }

  /** Anew, as after a crash of a node that is not durable. */
  create(index: number): Node {
    const self = this.#group.instances[index]!;
    const environment = this.#environment(self, index);
    const placement = new ModelPlacement(this.model, self, new KeySpace(this.model.keys), catalogue);
    if (this.prepared === null) return catalogue.kind(this.#group.kind).create(this.#group.config, environment, placement);
    return this.#backends.create(environment, placement, this)!;
  }

  async start(): Promise<this> {
    await this.#backends.ready();
    for (const node of this.nodes) this.enter(() => node.onStart());
    return this;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await this.#backends.close();
  }

  /** What failed, of all lives of all instances. */
  get failures(): readonly FailureCounts[] {
    return this.#backends.failures.get('subject') ?? [];
  }

  enter(action: () => void): void {
    if (this.held !== null) {
      this.held.push(action);
      return;
    }
    if (this.#inside) throw new Error('entered while a node is running');
    this.#inside = true;
    this.now = Math.round((performance.now() - this.#origin) * MILLISECOND);
    action();
    this.#inside = false;
  }

  ask(asked: Asked, index = 0): Promise<Answered> {
    return this.send(asked, index).answered;
  }

  send(asked: Asked, index = 0): { request: Request; answered: Promise<Answered> } {
    const request = this.#request(asked, this.#group.instances[index]!);
    const answered = new Promise<Answered>((resolve) => this.#waiting.set(request, resolve));
    this.enter(() => this.nodes[index]!.onRequest(request));
    return { request, answered };
  }

  /** Every metric of the group over the time since the start, in the unit of results. */
  metrics(): Readonly<Record<string, number>> {
    this.enter(() => this.timeline.cut(this.now));
    for (const node of this.nodes) node.check?.();
    const { name, kind, instances } = this.#group;
    const subject = {
      name,
      kind,
      metrics: catalogue.kind(kind).metrics,
      instances: instances.map((id, index) => ({ name: this.model.instances[id]!.name, recorder: this.recorders[index]! })),
    };
    const whole = measuredWindow('measured', this.model.warmup, this.model.duration, this.timeline, this.now)!;
    return Object.fromEntries(Object.entries(metricTable([subject], whole)).map(([path, { value }]) => [path, value]));
  }

  #request({ operation, ...rest }: Asked, to: number): Request {
    const number = this.model.operations.indexOf(operation);
    if (number < 0) throw new Error(`the model has no operation ${operation}`);
    return {
      caller: 0,
      to,
      size: 0,
      version: 0,
      deadline: Number.POSITIVE_INFINITY,
      due: this.now,
      attempt: 1,
      session: 0,
      priority: 0,
      token: 0,
      trace: 0,
      wants: 0,
      body: null,
      job: null,
      ...rest,
      operation: number,
    };
  }

  #environment(self: number, index: number): Environment {
    const { name } = this.model.instances[self]!;
    const never = (): never => {
      throw new Error('a cache or a store calls nobody');
    };
    const later = (at: number, code: number, payload: Payload): number => {
      const id = ++this.#timer;
      const fire = (): void => {
        this.#timers.delete(id);
        this.enter(() => this.nodes[index]!.onTimer(code, payload));
      };
      this.#timers.set(id, setTimeout(fire, (at - this.now) / MILLISECOND));
      return id;
    };
    return {
      self,
      recorder: this.recorders[index]!,
      worked: 0,
      stream: (purpose) => createStream(this.model.seed, 'node', name, purpose),
      now: () => this.now,
      wallTime: () => this.now,
      request: never,
      call: never,
      cancel: never,
      tell: never,
      answer: () => ({ size: 0, version: 0, body: null, waiting: 0, service: 0, network: 0 }),
      respond: (request, status, answer) => {
        const resolve = this.#waiting.get(request);
        if (resolve === undefined) throw new Error('a request was answered twice');
        this.#waiting.delete(request);
        const { size, version, service, waiting } = answer ?? { size: 0, version: 0, service: 0, waiting: 0 };
        resolve({ status, size, version, service, waiting });
      },
      work: (amount, code, payload) => later(this.now + amount, code, payload),
      setTimer: later,
      cancelTimer: (id) => {
        clearTimeout(this.#timers.get(id));
        this.#timers.delete(id);
      },
    };
  }
}
