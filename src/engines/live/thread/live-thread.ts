import { InvariantError } from '../../../core/assert.js';
import type { HostId, NodeId } from '../../../core/ids.js';
import { DEADLINE_PASSED, UNREACHABLE } from '../../../core/status.js';
import { MILLISECOND, type Nanoseconds } from '../../../core/time.js';
import type { Model } from '../../../environment/model.js';
import type { Hop, InvariantResult } from '../../../metrics/measurements.js';
import { Recorder } from '../../../metrics/recorder.js';
import type { RunTruth } from '../../../metrics/run-truth.js';
import type { Timeline } from '../../../metrics/timeline.js';
import {
  ACTION_BEGINS,
  ACTION_ENDS,
  CANCEL,
  canBeTakenBack,
  DEADLINE,
  DELIVER,
  RETURN,
  START,
  TIMER,
  UNREACHED,
} from '../../events.js';
import { DOWN, type HeldEvent, Host, PAUSED } from '../../host.js';
import { checkInvariants } from '../../invariants.js';
import { Kernel } from '../../kernel.js';
import { KeySpace } from '../../key-space.js';
import { Network } from '../../network/network.js';
import type { EngineParts } from '../../parts.js';
import { ModelPlacement } from '../../placement.js';
import { type Processor, SHARED_WORK_DONE, WORK_DONE } from '../../processors/processor.js';
import type { SharingProcessor } from '../../processors/sharing-processor.js';
import { Schedule } from '../../schedule.js';
import { Stays } from '../../stays.js';
import { timelineOf } from '../../timeline-of.js';
import { ABORT, ANSWER_DEPARTS, DEPART, OUTSIDE, RESET } from '../events.js';
import type { Exchange, WireRequest } from '../wire/wire.js';
import { Letters } from './letters.js';
import { LiveEnvironment } from './live-environment.js';
import { LiveKeys } from './live-keys.js';
import { LiveTracer } from './live-tracer.js';
import { type Doors, LiveWorld } from './live-world.js';
import type { Peers } from './peers.js';
import { type CreateNode, Population } from './population.js';
import type { LiveRequest } from './records.js';
import { LiveTransport } from './transport.js';

/** What the outside gives a thread. */
export interface ThreadOutside {
  readonly peers: Peers;
  readonly doors: Doors;
  /** The machine's monotonic clock. */
  machineTime(): Nanoseconds;
  /** Asks to be woken (`enter` is to be called) at an instant of the machine's clock; Infinity for never. */
  wakeAt(at: Nanoseconds): void;
  processor(instance: NodeId, kernel: Kernel, recorder: Recorder): Processor;
  createNode(...given: Parameters<CreateNode>): ReturnType<CreateNode>;
  /** No call of a workload of this thread is open any more, after the end. */
  drained(at: Nanoseconds): void;
}

export interface ThreadOptions {
  /** The hosts that live in this thread. */
  readonly hosts: readonly HostId[];
  readonly truth: RunTruth;
  readonly poison: boolean;
  /** Whether the coordinator can take this thread away. */
  readonly perishable: boolean;
}

/** So long a thread may do what is due without looking at its sockets. */
const LONGEST_TURN = 2 * MILLISECOND;

/**
 * Some hosts of a Model in real time. A kernel holds what lies ahead; the clock of the machine drives it. Everything comes
 * in through `enter`, one after the other, and no node is called while one is running.
 */
export class LiveThread {
  readonly kernel = new Kernel();
  readonly timeline: Timeline;
  readonly transport: LiveTransport;
  readonly world: LiveWorld;
  readonly #model: Model;
  readonly #outside: ThreadOutside;
  readonly #hosts: (Host | undefined)[];
  readonly #hostOf: readonly HostId[];
  readonly #population: Population;
  readonly #schedule: Schedule;
  readonly #stays: Stays;
  readonly #tracer: LiveTracer;
  readonly #workloads: readonly NodeId[];
  /** On the machine's clock; Infinity before the start. */
  #origin: Nanoseconds = Number.POSITIVE_INFINITY;
  /** What came before the start. */
  readonly #early: (() => void)[] = [];
  #inside = false;
  #drained = false;
  #over = false;

  constructor(model: Model, parts: EngineParts, options: ThreadOptions, outside: ThreadOutside) {
    this.#model = model;
    this.#outside = outside;
    this.timeline = timelineOf(model);
    this.#hosts = model.hosts.map((host, id) => (options.hosts.includes(id) ? new Host(id, host) : undefined));
    this.#hostOf = model.instances.map((instance) => instance.host);
    this.#population = new Population(model, parts, (...given) => outside.createNode(...given));
    const network = new Network(model);
    const letters = new Letters(model, new LiveKeys(model.keys), () => this.#origin);
    this.#tracer = new LiveTracer(letters);
    this.transport = new LiveTransport({
      kernel: this.kernel,
      network,
      hostOf: this.#hostOf,
      hosts: this.#hosts,
      nodes: this.#population.nodes,
      peers: outside.peers,
      letters,
      tracer: this.#tracer,
      unreachableAfter: model.network.unreachableAfter,
      enter: (action) => this.enter(action),
      poison: options.poison,
    });
    this.#stays = new Stays(this.timeline, this.transport);
    this.world = new LiveWorld({
      model,
      kernel: this.kernel,
      network,
      hosts: this.#hosts,
      inhabitants: this.#population,
      transport: this.transport,
      doors: outside.doors,
      perishable: options.perishable,
      dispatch: (event) => this.#dispatchHeld(event),
    });
    this.#settle(parts, options.truth);
    const actions = model.actions.map((action) => parts.action(action.family, action.kind).create(action.config));
    this.#schedule = new Schedule(model, actions, this.world, this.kernel);
    this.#workloads = this.#residents().filter((self) => this.#groupOf(self).kind === 'workload');
  }

  /** The run began, or begins, at that instant of the machine's clock, and life in this thread when it has lasted for `since`. */
  start(origin: Nanoseconds, since: Nanoseconds): void {
    this.#origin = origin;
    this.#schedule.plan(since);
    for (const instance of this.#residents()) this.kernel.schedule(since, START, instance, 0, null, 0);
    this.#outside.wakeAt(origin + since);
  }

  /** The one door: what is due happens first, then the action, then what follows from it at once. */
  enter(action: () => void): void {
    if (this.#over) return;
    if (this.#inside) throw new InvariantError('a thread was entered while it was running');
    this.#early.push(action);
    if (this.#outside.machineTime() < this.#origin) return;
    this.#inside = true;
    try {
      this.#pump();
      for (const next of this.#early.splice(0)) this.#act(next);
    } catch (error) {
      this.#over = true;
      if (error instanceof InvariantError)
        error.message += ` (arm ${this.#model.arm}, seed ${this.#model.seed}, at ${this.kernel.now} ns)`;
      throw error;
    } finally {
      this.#inside = false;
    }
    if (!this.#over) this.#outside.wakeAt(this.#origin + Math.max(0, this.#nextLook()));
  }

  /** The same for something that an instance waited for outside, such as a real server; where its host is paused, it waits at the door. */
  return(self: NodeId, action: () => void): void {
    this.enter(() => this.kernel.post(OUTSIDE, self, 0, { action }));
  }

  /** A request has come to the door of an instance's host. */
  incoming(request: WireRequest, exchange: Exchange, door: NodeId): void {
    this.enter(() => this.transport.incoming(request, exchange, door));
  }

  /** All its hosts die at once. */
  perish(): void {
    for (const host of this.#hosts) if (host !== undefined) this.world.crash(host.id);
  }

  /** Nothing happens here any more. `interrupted`: what was to be measured after this instant is not. */
  finish(interrupted: boolean): void {
    if (interrupted && Number.isFinite(this.#origin)) this.timeline.cut(Math.min(this.#now(), this.#model.duration));
    else this.timeline.cross(this.#model.duration);
    if (!interrupted) this.#check();
    this.#over = true;
  }

  /** After the end, by NodeId; undefined for what lives elsewhere. */
  get recorders(): readonly (Recorder | undefined)[] {
    return this.#model.instances.map((_, self) => this.#population.environments[self]?.recorder);
  }

  get hops(): readonly Hop[] {
    return this.#tracer.hops;
  }

  invariants(): InvariantResult[] {
    return checkInvariants({
      model: this.#model,
      timeline: this.timeline,
      recorders: this.recorders,
      received: (self) => this.transport.received[self]!,
      stayed: (self, from, to) => this.#stays.between(self, from, to),
    });
  }

  #act(action: () => void): void {
    if (this.#over) return;
    this.kernel.now = this.#now();
    action();
    this.#pump();
  }

  #settle(kinds: EngineParts, truth: RunTruth): void {
    const keys = new KeySpace(this.#model.keys);
    for (const self of this.#residents()) {
      const { name, host } = this.#model.instances[self]!;
      const recorder = new Recorder(this.timeline, truth, this.kernel);
      const processor = this.#outside.processor(self, this.kernel, recorder);
      const { seed } = this.#model;
      const at = this.#hosts[host]!;
      const begins = this.#groupOf(self).kind === 'workload';
      const parts = { self, name, seed, recorder, processor, kernel: this.kernel, host: at };
      const environment = new LiveEnvironment(parts, this.transport, begins);
      this.#population.settle(self, environment, new ModelPlacement(this.#model, self, keys, kinds));
    }
  }

  #residents(): NodeId[] {
    return Array.from(this.#hostOf.keys()).filter((self) => this.#hosts[this.#hostOf[self]!] !== undefined);
  }

  #groupOf(self: NodeId): Model['groups'][number] {
    return this.#model.groups[this.#model.instances[self]!.group]!;
  }

  #now(): Nanoseconds {
    return Math.max(this.kernel.now, this.#outside.machineTime() - this.#origin);
  }

  /** What is due, each thing at the instant at which it really happens. Not for ever: sockets have to get their turn, also where more is due than can be done. */
  #pump(): void {
    const { kernel } = this;
    const until = this.#now() + LONGEST_TURN;
    for (;;) {
      const now = this.#now();
      this.timeline.cross(Math.min(now, this.#model.duration));
      if (now >= this.#model.duration && this.#endsAt(now)) return;
      // What is due at the end or later happens only while those in flight may still finish.
      if (!kernel.next(now < this.#model.duration ? Math.min(now + 1, this.#model.duration) : now + 1)) return;
      kernel.now = now;
      this.#handle();
      if (now > until) return;
    }
  }

  /** After the end of the scenario's time: whether there is nothing left to wait for. */
  #endsAt(now: Nanoseconds): boolean {
    const { duration, drain } = this.#model;
    // A thread that is behind has requests to send that were due before the end: leaving them out would hide how late it is.
    const behind = this.kernel.nextTime() < duration;
    const quiet = !behind && this.#workloads.every((self) => this.transport.open[self] === 0);
    const drained = drain === 0 || now >= duration + drain || quiet;
    if (drained && !this.#drained) {
      this.#drained = true;
      this.#outside.drained(now);
    }
    return this.#over || drain === 0;
  }

  #nextLook(): Nanoseconds {
    const { duration, drain } = this.#model;
    const next = this.kernel.nextTime();
    if (this.kernel.now < duration) return Math.min(next, duration);
    return this.#drained ? next : Math.min(next, duration + drain);
  }

  #handle(): void {
    const { kernel } = this;
    const { kind, target } = kernel;
    if (kind === ACTION_BEGINS || kind === ACTION_ENDS) this.#follow(kind, target);
    else if (kind >= DEPART) this.#move(kind, kernel.payload as LiveRequest);
    else if (this.#hosts[this.#hostOf[target]!]!.state === PAUSED) this.#hold(this.#hosts[this.#hostOf[target]!]!);
    else this.#dispatch();
  }

  /** What connections do whether a host is paused or not. */
  #move(kind: number, record: LiveRequest): void {
    if (kind === DEPART) this.transport.depart(record);
    else if (kind === ANSWER_DEPARTS) this.transport.answerDeparts(record);
    else if (kind === RESET) this.transport.reset(record);
    else if (kind === ABORT) this.transport.abort(record);
  }

  /** Keeps the kernel's present event until its host goes on. */
  #hold(host: Host): void {
    const { kind, target, code, payload, value } = this.kernel;
    if (kind === DELIVER) (payload as LiveRequest).stage = 'at-paused-host';
    if (kind === DELIVER || kind === RETURN) (payload as LiveRequest).heldSince = this.kernel.now;
    const id = canBeTakenBack(kind) ? this.kernel.idOf(this.kernel.retain()) : 0;
    host.held.push({ kind, target, code, payload, value, id });
  }

  /** Hands the kernel's present event to whom it is for. */
  #dispatch(): void {
    const { kernel, transport } = this;
    const { target, payload } = kernel;
    const { nodes, environments } = this.#population;
    switch (kernel.kind) {
      case DELIVER:
        transport.deliver(payload as LiveRequest);
        return;
      case RETURN:
        transport.return(payload as LiveRequest);
        return;
      case WORK_DONE: {
        const environment = environments[target]!;
        environment.worked = kernel.value;
        const { code } = kernel;
        environment.processor.finished();
        nodes[target]!.onTimer(code, payload);
        return;
      }
      case TIMER:
        nodes[target]!.onTimer(kernel.code, payload);
        return;
      case DEADLINE:
        transport.expire(payload as LiveRequest, DEADLINE_PASSED);
        return;
      case UNREACHED:
        transport.expire(payload as LiveRequest, UNREACHABLE);
        return;
      case CANCEL:
        if (this.#hosts[this.#hostOf[target]!]!.state !== DOWN) transport.cancelled(payload as LiveRequest);
        return;
      case START:
        nodes[target]!.onStart();
        return;
      case OUTSIDE:
        if (this.#hosts[this.#hostOf[target]!]!.state !== DOWN) (payload as { action: () => void }).action();
        return;
      case SHARED_WORK_DONE:
        (environments[target]!.processor as SharingProcessor).release();
        return;
    }
  }

  /** Unless it was taken back meanwhile, by what came to the same host before it. */
  #dispatchHeld(event: HeldEvent): void {
    if (event.id !== 0) {
      const slot = this.kernel.slotOf(event.id);
      if (slot < 0) return;
      this.kernel.drop(slot);
    }
    this.kernel.recall(event);
    this.#dispatch();
  }

  #follow(kind: number, action: number): void {
    if (kind === ACTION_BEGINS) this.#schedule.begin(action);
    else this.#schedule.end(action);
    this.#check();
  }

  #check(): void {
    for (const self of this.#residents()) {
      if (this.#hosts[this.#hostOf[self]!]!.state !== DOWN) this.#population.nodes[self]!.check?.();
    }
  }
}
