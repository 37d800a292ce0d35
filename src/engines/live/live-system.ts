import { availableParallelism } from 'node:os';
import type { HostId, NodeId } from '../../core/ids.js';
import type { ActionModel, Model } from '../../environment/model.js';
import { Recorder } from '../../metrics/recorder.js';
import { SharedTruth } from '../../metrics/shared-truth.js';
import { timelineOf } from '../timeline-of.js';
import { AlarmThread } from './alarm/alarm-thread.js';
import { assignHosts } from './assign-hosts.js';
import { machineTime } from './clock.js';
import { HEAD_START, type LiveOptions, sharedTruthPlan } from './live-run.js';
import { Roll } from './roll.js';
import type { FromThread, ToThread } from './thread/messages.js';
import { errorOf } from './thread/thread-failure.js';
import { startWorker, type ThreadHandle, type ThreadListener } from './thread/thread-handle.js';

export interface SystemOptions extends Pick<LiveOptions, 'threads' | 'work' | 'ports' | 'backends' | 'allowRemote' | 'plugins'> {
  /** Whether workloads send requests. */
  readonly load: boolean;
}

/** How long a thread may take to say what it has recorded. */
const PATIENCE = 2000;

type Snapshot = Extract<FromThread, { readonly kind: 'snapshot' }>;

/** A Model's nodes, up until somebody ends them, for whoever speaks HTTP. */
export class LiveSystem {
  /** By HostId; undefined where nobody listens. */
  ports: readonly (number | undefined)[] = [];
  /** Settles with what went wrong, if anything does. */
  readonly failed: Promise<Error>;
  readonly #roll: Roll;
  readonly #alarm: AlarmThread;
  readonly #truth: ReturnType<typeof SharedTruth.memory>;
  readonly #threads: readonly ThreadHandle[];
  readonly #snapshots = new Map<number, (snapshot: Snapshot) => void>();
  #fail: (error: Error) => void = () => {};
  #tickets = 0;
  #ended = false;

  private constructor(
    private readonly model: Model,
    options: SystemOptions,
  ) {
    this.failed = new Promise((resolve) => {
      this.#fail = resolve;
    });
    const hosts = assignHosts(model, options.threads ?? Math.max(1, availableParallelism() - 1))
      .map((ofThread) => ofThread.filter((host) => options.load || !isWorkload(model, host)))
      .filter((ofThread) => ofThread.length > 0);
    this.#roll = new Roll(hosts);
    this.#alarm = new AlarmThread(hosts.length);
    this.#truth = SharedTruth.memory(sharedTruthPlan(model));
    this.#threads = hosts.map((ofThread, thread) => {
      const setup = {
        thread,
        hosts: ofThread,
        ports: options.ports ?? {},
        truth: this.#truth,
        alarm: this.#alarm.seats[thread]!,
        work: options.work ?? 'spin',
        burners: [],
        backends: options.backends ?? {},
        allowRemote: options.allowRemote ?? [],
        poison: false,
        slowMotion: 1,
      };
      return startWorker(model, setup, options.plugins ?? [], this.#listener(thread));
    });
  }

  /** Resolves once every node listens. Throws InputError for a port that is taken. */
  static async start(model: Model, options: SystemOptions): Promise<LiveSystem> {
    const system = new LiveSystem(model, options);
    try {
      await system.#start();
      return system;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  begin(action: ActionModel): void {
    this.#everybody({ kind: 'begin', action });
  }

  end(name: string): void {
    this.#everybody({ kind: 'end', name });
  }

  /** What every instance has recorded so far, by NodeId; undefined for those of a thread that does not answer in time. */
  async recorders(): Promise<readonly (Recorder | undefined)[]> {
    const snapshots = await Promise.all(this.#threads.map((thread) => this.#snapshotOf(thread)));
    const timeline = timelineOf(this.model);
    const truth = new SharedTruth(this.#truth);
    const found: (Recorder | undefined)[] = this.model.instances.map(() => undefined);
    for (const snapshot of snapshots) {
      if (snapshot === null) continue;
      for (const { self, data } of snapshot.recorders) found[self] = Recorder.fromData(data, timeline, truth, { now: 0 });
    }
    return found;
  }

  async stop(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#roll.close();
    await Promise.all([this.#alarm.end(), ...this.#threads.map((thread) => thread.end())]);
  }

  async #start(): Promise<void> {
    await this.#alarm.ready();
    const ports = await this.#roll.ports();
    this.ports = this.model.hosts.map((_, host) => ports[host]);
    this.#everybody({ kind: 'connect', ports: this.ports as readonly number[] });
    await this.#roll.connected();
    this.#everybody({ kind: 'start', origin: machineTime() + HEAD_START });
  }

  #everybody(message: ToThread): void {
    for (const thread of this.#threads) thread.send(message);
  }

  #snapshotOf(thread: ThreadHandle): Promise<Snapshot | null> {
    const ticket = ++this.#tickets;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#snapshots.delete(ticket);
        resolve(null);
      }, PATIENCE);
      this.#snapshots.set(ticket, (snapshot) => {
        clearTimeout(timer);
        this.#snapshots.delete(ticket);
        resolve(snapshot);
      });
      thread.send({ kind: 'snapshot', ticket });
    });
  }

  /** The roll hears everything; what comes after the start is for us. */
  #listener(thread: number): ThreadListener {
    const { onMessage, onLost } = this.#roll.listener(thread);
    return {
      onMessage: (message) => {
        if (message.kind === 'snapshot') {
          this.#snapshots.get(message.ticket)?.(message);
          return;
        }
        if (message.kind === 'failed') this.#fail(errorOf(message.failure));
        onMessage(message);
      },
      onLost: (reason) => {
        if (!this.#ended) this.#fail(new Error(`a thread of nodes is gone: ${reason}`));
        onLost(reason);
      },
    };
  }
}

function isWorkload(model: Model, host: HostId): boolean {
  return model.hosts[host]!.instances.some((self: NodeId) => model.groups[model.instances[self]!.group]!.kind === 'workload');
}
