import type { HostId, NodeId } from '../../../core/ids.js';
import type { Nanoseconds } from '../../../core/time.js';
import type { Environment } from '../../../environment/environment.js';
import type { Model } from '../../../environment/model.js';
import type { Node } from '../../../environment/node.js';
import type { Placement } from '../../../environment/placement.js';
import type { Recorder } from '../../../metrics/recorder.js';
import { SharedTruth } from '../../../metrics/shared-truth.js';
import type { Kernel } from '../../kernel.js';
import type { EngineParts } from '../../parts.js';
import type { Processor } from '../../processors/processor.js';
import type { Alarm } from '../alarm/alarm.js';
import { LoopAlarm } from '../alarm/loop-alarm.js';
import { ThreadAlarm } from '../alarm/thread-alarm.js';
import { RunClock } from '../clock.js';
import { createProcessor } from '../../processors/create-processor.js';
import type { AllowedRemotes } from '../loopback.js';
import { WireClient } from '../wire/wire-client.js';
import { WireServer } from '../wire/wire-server.js';
import type { Outgoing, WireHandler, WireRequest } from '../wire/wire.js';
import { LiveThread, type ThreadOutside } from './live-thread.js';
import type { FromThread, ThreadReport, ThreadSetup, ToThread } from './messages.js';
import { failureOf } from './thread-failure.js';

/** A thread's hosts with their sockets, from the first word of the coordinator to the last. Runs in a worker, or where the coordinator is. */
export class ThreadBody implements ThreadOutside {
  readonly peers = { send: this.#send.bind(this) };
  readonly doors = { slam: this.#slam.bind(this), open: this.#open.bind(this) };
  readonly #thread: LiveThread;
  readonly #alarm: Alarm;
  readonly #servers = new Map<HostId, WireServer>();
  readonly #clients = new Map<number, WireClient>();
  readonly #allowed: AllowedRemotes;
  readonly #clock: RunClock;
  #ports: readonly number[] = [];

  constructor(
    private readonly model: Model,
    private readonly parts: EngineParts,
    private readonly setup: ThreadSetup,
    private readonly tell: (message: FromThread) => void,
  ) {
    this.#clock = new RunClock(setup.slowMotion);
    this.#allowed = new Set(setup.allowRemote);
    const wake = (): void => this.#guarded(() => this.#thread.enter(() => {}));
    this.#alarm = setup.alarm === null ? new LoopAlarm(wake) : new ThreadAlarm(setup.alarm, wake);
    const truth = new SharedTruth(setup.truth);
    this.#thread = new LiveThread(model, parts, { hosts: setup.hosts, truth, poison: setup.poison }, this);
  }

  async receive(message: ToThread): Promise<void> {
    try {
      if (message.kind === 'connect') this.#connect(message.ports);
      else if (message.kind === 'start') this.#thread.start(message.origin);
      else await this.#finish(message.interrupted);
    } catch (error) {
      this.tell({ kind: 'failed', failure: failureOf(error) });
    }
  }

  /** Opens the sockets of its hosts, and says where. */
  async listen(): Promise<void> {
    try {
      const ports = await Promise.all(this.setup.hosts.map(async (host) => [host, await this.#listen(host)] as const));
      this.tell({ kind: 'listening', ports: Object.fromEntries(ports) });
    } catch (error) {
      this.tell({ kind: 'failed', failure: failureOf(error) });
    }
  }

  machineTime(): Nanoseconds {
    return this.#clock.now();
  }

  wakeAt(at: Nanoseconds): void {
    this.#alarm.set(this.#clock.onMachine(at));
  }

  processor(instance: NodeId, kernel: Kernel, recorder: Recorder): Processor {
    return createProcessor(this.model.instances[instance]!.processor, kernel, instance, recorder);
  }

  createNode(instance: NodeId, environment: Environment, placement: Placement): Node {
    const group = this.model.groups[this.model.instances[instance]!.group]!;
    return this.parts.kind(group.kind).create(group.config, environment, placement);
  }

  drained(at: Nanoseconds): void {
    this.tell({ kind: 'drained', at });
  }

  #connect(ports: readonly number[]): void {
    this.#ports = ports;
    this.tell({ kind: 'connected' });
  }

  async #finish(interrupted: boolean): Promise<void> {
    this.#thread.finish(interrupted);
    const report: ThreadReport = {
      recorders: this.#thread.recorders.flatMap((recorder, self) =>
        recorder === undefined ? [] : [{ self, data: recorder.toData() }],
      ),
      hops: this.#thread.hops,
      invariants: this.#thread.invariants(),
    };
    this.#alarm.close();
    for (const client of this.#clients.values()) client.destroy();
    await Promise.all([...this.#servers.values()].map((server) => server.close()));
    this.tell({ kind: 'report', report });
  }

  async #listen(host: HostId): Promise<number> {
    const door = this.#doorOf(host);
    const server = new WireServer((request, exchange) => this.#guarded(() => this.#thread.incoming(request, exchange, door)), {
      operations: this.model.operations,
    });
    this.#servers.set(host, server);
    return server.listen(this.setup.ports[host] ?? 0);
  }

  /** Who is meant by a request to a host that names nobody: the one that gave the host its name. */
  #doorOf(host: HostId): NodeId {
    const { name, instances } = this.model.hosts[host]!;
    return instances.find((self) => this.model.instances[self]!.name === name) ?? instances[0]!;
  }

  #send(from: HostId, to: HostId, request: WireRequest, handler: WireHandler): Outgoing {
    const pair = from * this.model.hosts.length + to;
    let client = this.#clients.get(pair);
    if (client === undefined) {
      client = new WireClient(this.#ports[to]!, { allowed: this.#allowed });
      this.#clients.set(pair, client);
    }
    return client.send(request, {
      onAnswer: (answer) => this.#guarded(() => handler.onAnswer(answer)),
      onFailure: (kind) => this.#guarded(() => handler.onFailure(kind)),
    });
  }

  #slam(host: HostId): void {
    this.#servers.get(host)?.crash();
  }

  #open(host: HostId): void {
    this.#servers
      .get(host)
      ?.restart()
      .catch((error: unknown) => this.tell({ kind: 'failed', failure: failureOf(error) }));
  }

  /** What goes wrong in a node is told to the coordinator, who ends the run. */
  #guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.tell({ kind: 'failed', failure: failureOf(error) });
    }
  }
}
