import { InvariantError } from '../../core/assert.js';
import type { NodeId } from '../../core/ids.js';
import { DEADLINE_PASSED, UNREACHABLE } from '../../core/status.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Model } from '../../environment/model.js';
import type { Node } from '../../environment/node.js';
import type { Measurements } from '../../metrics/measurements.js';
import type { Timeline } from '../../metrics/timeline.js';
import type { EngineParts } from '../parts.js';
import { assemble } from './assemble.js';
import type { Cluster } from './cluster.js';
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
} from '../events.js';
import { checkInvariants, type Witness } from '../invariants.js';
import type { Kernel } from '../kernel.js';
import { SHARED_WORK_DONE, WORK_DONE } from '../processors/processor.js';
import * as Stage from './records.js';
import type { RequestRecord } from './records.js';
import type { Schedule } from '../schedule.js';
import type { SharingProcessor } from '../processors/sharing-processor.js';
import type { Transport } from './transport.js';
import type { VirtualEnvironment } from './virtual-environment.js';
import { DOWN, type HeldEvent, type Outages, PAUSED, type Host } from '../host.js';

export interface VirtualOptions {
  /** Spoils every pooled record that was given back, so that a node that kept one is found out. */
  readonly poison?: boolean;
}

/** One deterministic simulation of a Model. `advance` it until it is over, then take its measurements. */
export class VirtualRun {
  /** Events handled so far. */
  events = 0;
  readonly #model: Model;
  readonly #kernel: Kernel;
  readonly #transport: Transport;
  readonly #timeline: Timeline;
  readonly #cluster: Cluster;
  readonly #schedule: Schedule;
  readonly #nodes: readonly Node[];
  readonly #environments: VirtualEnvironment[];
  readonly #hostOf: Host[];
  readonly #outages: Outages;
  readonly #workloads: readonly NodeId[];
  #over = false;
  #interrupted = false;

  constructor(model: Model, parts: EngineParts, options: VirtualOptions = {}) {
    const assembled = assemble(model, parts, options.poison ?? false, (event) => this.#dispatchHeld(event));
    this.#model = model;
    this.#kernel = assembled.kernel;
    this.#timeline = assembled.timeline;
    this.#cluster = assembled.cluster;
    this.#transport = assembled.cluster.transport;
    this.#schedule = assembled.schedule;
    this.#nodes = assembled.cluster.nodes;
    this.#environments = assembled.cluster.environments;
    this.#hostOf = model.instances.map((instance) => assembled.cluster.hosts[instance.host]!);
    this.#outages = assembled.outages;
    this.#workloads = assembled.workloads;
    // The loop looks up from its events at each edge of the timeline, and before the first event.
    this.#kernel.limit = 0;
    this.#guarded(() => {
      this.#schedule.plan();
      for (const instance of model.instances.keys()) this.#kernel.schedule(0, START, instance, 0, null, 0);
    });
  }

  /** From 0 to 1 of the scenario's duration. */
  get progress(): number {
    return this.#over ? 1 : Math.min(1, this.#kernel.now / this.#model.duration);
  }

  /** Handles up to that many events; true when the run is over, and then it does nothing more. */
  advance(events: number): boolean {
    if (!this.#over) this.#guarded(() => this.#loop(events));
    return this.#over;
  }

  /** Ends the run here; its measurements are those of the time until now. */
  interrupt(): void {
    if (this.#over) return;
    this.#interrupted = true;
    this.#over = true;
    this.#timeline.cut(this.#kernel.now);
  }

  /** After the end. */
  measurements(): Measurements {
    return {
      timeline: this.#timeline,
      recorders: this.#environments.map((environment) => environment.recorder),
      invariants: checkInvariants(this.#witness()),
      hops: this.#transport.tracer.hops,
      // A run in which nothing happens any more still lasts as long as the scenario says.
      endedAt: this.#interrupted ? this.#kernel.now : Math.max(this.#kernel.now, this.#model.duration),
      interrupted: this.#interrupted,
    };
  }

  #witness(): Witness {
    const { model, transport, stays, environments } = this.#cluster;
    return {
      model,
      timeline: this.#timeline,
      recorders: environments.map((environment) => environment.recorder),
      received: (self) => transport.received[self]!,
      stayed: (self, from, to) => stays.between(self, from, to),
    };
  }

  #loop(events: number): void {
    const kernel = this.#kernel;
    const last = this.events + events;
    while (this.events < last) {
      if (kernel.advance()) {
        this.events++;
        this.#handle();
      } else if (this.#endsBefore(kernel.nextTime())) {
        return;
      }
    }
  }

  /** The next event lies at or after the limit: crosses the edges up to it, or ends the run when nothing more is to be simulated. */
  #endsBefore(at: Nanoseconds): boolean {
    const { duration, drain } = this.#model;
    this.#timeline.cross(Math.min(at, duration));
    if (at < duration) {
      this.#kernel.limit = Math.min(duration, this.#timeline.nextEdge);
      return false;
    }
    const drained = this.#workloads.every((workload) => this.#transport.open[workload] === 0);
    this.#over = drained || at >= duration + drain;
    // From here on it is asked again at each instant.
    this.#kernel.limit = at + 1;
    if (this.#over) this.#check();
    return this.#over;
  }

  /** The kernel's present event. It is read there: numbers that are handed on would be put into objects of their own. */
  #handle(): void {
    if (this.#outages.count > 0 && this.#isHeld()) return;
    this.#dispatch();
  }

  /** Whether the present event has to wait for its host. */
  #isHeld(): boolean {
    const { kind, target } = this.#kernel;
    if (kind === ACTION_BEGINS || kind === ACTION_ENDS) return false;
    const host = this.#hostOf[target]!;
    if (host.state !== PAUSED) return false;
    this.#hold(host);
    return true;
  }

  /** Keeps the kernel's present event until its host goes on. */
  #hold(host: Host): void {
    const { kind, target, code, payload, value } = this.#kernel;
    if (kind === DELIVER) (payload as RequestRecord).stage = Stage.AT_PAUSED_HOST;
    if (kind === DELIVER || kind === RETURN) (payload as RequestRecord).heldSince = this.#kernel.now;
    const id = canBeTakenBack(kind) ? this.#kernel.idOf(this.#kernel.retain()) : 0;
    host.held.push({ kind, target, code, payload, value, id });
  }

  /** Hands the kernel's present event to whom it is for. */
  #dispatch(): void {
    const kernel = this.#kernel;
    const { target } = kernel;
    switch (kernel.kind) {
      case DELIVER:
        this.#transport.deliver(kernel.payload as RequestRecord);
        return;
      case RETURN:
        this.#transport.return(kernel.payload as RequestRecord);
        return;
      case WORK_DONE: {
        const environment = this.#environments[target]!;
        environment.worked = kernel.value;
        const { code, payload } = kernel;
        environment.processor.finished();
        this.#nodes[target]!.onTimer(code, payload);
        return;
      }
      case TIMER:
        this.#nodes[target]!.onTimer(kernel.code, kernel.payload);
        return;
      case DEADLINE:
        this.#transport.expire(kernel.payload as RequestRecord, kernel.code, DEADLINE_PASSED);
        return;
      case UNREACHED:
        this.#transport.expire(kernel.payload as RequestRecord, kernel.code, UNREACHABLE);
        return;
      case CANCEL:
        if (this.#hostOf[target]!.state !== DOWN) this.#transport.cancelled(kernel.payload as RequestRecord, kernel.code);
        return;
      case START:
        this.#nodes[target]!.onStart();
        return;
      case SHARED_WORK_DONE:
        (this.#environments[target]!.processor as SharingProcessor).release();
        return;
      case ACTION_BEGINS:
      case ACTION_ENDS:
        this.#act(kernel.kind, target);
        return;
    }
  }

  /** Unless it was taken back meanwhile, by what came to the same host before it. */
  #dispatchHeld(event: HeldEvent): void {
    if (event.id !== 0) {
      const slot = this.#kernel.slotOf(event.id);
      if (slot < 0) return;
      this.#kernel.drop(slot);
    }
    this.#kernel.recall(event);
    this.#dispatch();
  }

  #act(kind: number, action: number): void {
    if (kind === ACTION_BEGINS) this.#schedule.begin(action);
    else this.#schedule.end(action);
    this.#check();
  }

  #check(): void {
    for (const [instance, node] of this.#nodes.entries()) {
      if (this.#hostOf[instance]!.state !== DOWN) node.check?.();
    }
  }

  /** A broken invariant tells where to find it again. */
  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error;
      const { seed, arm } = this.#model;
      error.message += ` (arm ${arm}, seed ${seed}, at ${this.#kernel.now} ns, event ${this.events})`;
      throw error;
    }
  }
}
