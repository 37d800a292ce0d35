import type { NodeId } from '../../../core/ids.js';
import type { Nanoseconds } from '../../../core/time.js';
import type { Environment } from '../../../environment/environment.js';
import type { Model } from '../../../environment/model.js';
import type { Node } from '../../../environment/node.js';
import type { Placement } from '../../../environment/placement.js';
import type { Recorder } from '../../../metrics/recorder.js';
import { SharedTruth } from '../../../metrics/shared-truth.js';
import type { Kernel } from '../../kernel.js';
import type { EngineParts } from '../../parts.js';
import { createProcessor } from '../../processors/create-processor.js';
import type { Processor } from '../../processors/processor.js';
import type { Alarm } from '../alarm/alarm.js';
import { LoopAlarm } from '../alarm/loop-alarm.js';
import { ThreadAlarm } from '../alarm/thread-alarm.js';
import { BackendNodes } from '../backends/backend-nodes.js';
import { RunClock } from '../clock.js';
import { Burners } from '../compute/burners.js';
import { BurningProcessor } from '../compute/burning-processor.js';
import { ThreadWatch } from '../health/thread-watch.js';
import { AskedFaults } from './asked-faults.js';
import { LiveThread, type ThreadOutside } from './live-thread.js';
import type { FromThread, ThreadReport, ThreadSetup, ToThread } from './messages.js';
import { failureOf } from './thread-failure.js';
import { ThreadSockets } from './thread-sockets.js';

/** What one thread is made of, from the first word of the coordinator to the last. Runs in a worker, or where the coordinator is. */
export class ThreadBody implements ThreadOutside {
  readonly peers: ThreadSockets;
  readonly doors: ThreadSockets;
  readonly #clock: RunClock;
  readonly #alarm: Alarm;
  readonly #burners: Burners | null;
  readonly #backends: BackendNodes;
  readonly #thread: LiveThread;
  readonly #watch: ThreadWatch;
  readonly #faults: AskedFaults;

  constructor(
    private readonly model: Model,
    private readonly parts: EngineParts,
    private readonly setup: ThreadSetup,
    private readonly tell: (message: FromThread) => void,
  ) {
    this.#watch = new ThreadWatch(setup.name);
    this.#clock = new RunClock(setup.slowMotion);
    this.#backends = new BackendNodes(setup.backends);
    this.peers = new ThreadSockets(model, new Set(setup.allowRemote), {
      onRequest: (request, exchange, door) => this.#guarded(() => this.#thread.incoming(request, exchange, door)),
      onFailure: (error) => this.#fail(error),
    });
    this.doors = this.peers;
    const wake = (): void => this.enter(() => {});
    this.#alarm = setup.alarm === null ? new LoopAlarm(wake) : new ThreadAlarm(setup.alarm, wake);
    this.#burners = setup.burners === null ? null : new Burners(setup.burners, (done) => this.enter(done));
    const truth = new SharedTruth(setup.truth);
    const { hosts, poison, perishable } = setup;
    this.#thread = new LiveThread(model, parts, { hosts, truth, poison, perishable }, this);
    this.#faults = new AskedFaults(parts, this.#thread.world);
  }

  async receive(message: ToThread): Promise<void> {
    try {
      if (message.kind === 'connect') await this.#connect(message.ports);
      else if (message.kind === 'start') this.#thread.start(message.origin, message.since);
      else if (message.kind === 'perish') await this.#perish();
      else if (message.kind === 'begin') this.enter(() => this.#faults.begin(message.action));
      else if (message.kind === 'end') this.enter(() => this.#faults.end(message.name));
      else if (message.kind === 'snapshot') this.tell({ kind: 'snapshot', ticket: message.ticket, recorders: this.#recorders() });
      else await this.#finish(message.interrupted);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Opens the sockets of its hosts, and says where. */
  async listen(): Promise<void> {
    const { hosts, ports } = this.setup;
    try {
      const opened = hosts.map(async (host) => [host, await this.peers.listen(host, ports[host] ?? 0)] as const);
      this.tell({ kind: 'listening', ports: Object.fromEntries(await Promise.all(opened)) });
    } catch (error) {
      this.#fail(error);
    }
  }

  machineTime(): Nanoseconds {
    return this.#clock.now();
  }

  wakeAt(at: Nanoseconds): void {
    this.#alarm.set(this.#clock.onMachine(at));
  }

  /** What goes wrong in a node is told to the coordinator, who ends the run. */
  enter(action: () => void): void {
    this.#guarded(() => this.#thread.enter(action));
  }

  processor(instance: NodeId, kernel: Kernel, recorder: Recorder): Processor {
    const model = this.model.instances[instance]!.processor;
    const { cores, speed } = model;
    // How much of a core a piece of shared work has changes with each that comes: only a clock can follow that.
    if (this.#burners === null || !Number.isFinite(cores) || model.sharing)
      return createProcessor(model, kernel, instance, recorder);
    recorder.level('cores').set(cores);
    return new BurningProcessor(kernel, instance, speed, cores, recorder.level('busy-cores'), this.#burners, this.#clock);
  }

  createNode(instance: NodeId, environment: Environment, placement: Placement): Node {
    const { group } = placement;
    const outside = { enter: (action: () => void) => this.#guarded(() => this.#thread.return(instance, action)) };
    const kind = this.parts.kind(group.kind);
    return this.#backends.create(environment, placement, outside) ?? kind.create(group.config, environment, placement);
  }

  drained(at: Nanoseconds): void {
    this.tell({ kind: 'drained', at });
  }

  async #connect(ports: readonly number[]): Promise<void> {
    this.peers.connect(ports);
    await this.#backends.ready();
    this.tell({ kind: 'connected' });
  }

  async #perish(): Promise<void> {
    this.enter(() => this.#thread.perish());
    await this.#finish(true);
  }

  async #finish(interrupted: boolean): Promise<void> {
    this.#thread.finish(interrupted);
    const health = this.#watch.stop();
    const recorders = this.#recorders();
    const invariants = this.#thread.invariants();
    this.#alarm.close();
    this.#burners?.close();
    await Promise.all([this.#backends.close(), this.peers.close()]);
    const failures = [...this.#backends.failures].map(([node, counts]) => ({ node, counts }));
    this.tell({ kind: 'report', report: { recorders, hops: this.#thread.hops, invariants, health, failures } });
  }

  #recorders(): ThreadReport['recorders'] {
    return this.#thread.recorders.flatMap((recorder, self) =>
      recorder === undefined ? [] : [{ self, data: recorder.toData() }],
    );
  }

  #guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.tell({ kind: 'failed', failure: failureOf(error) });
  }
}
