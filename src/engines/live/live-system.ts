import type { HostId, NodeId } from '../../core/ids.js';
import type { ActionModel, Model } from '../../environment/model.js';
import { Recorder } from '../../metrics/recorder.js';
import { SharedTruth } from '../../metrics/shared-truth.js';
import { timelineOf } from '../timeline-of.js';
import { assignHosts } from './assign-hosts.js';
import { Crew, type CrewOptions } from './crew.js';
import { Roll } from './roll.js';
import type { FromThread } from './thread/messages.js';
import { errorOf } from './thread/thread-failure.js';
import type { ThreadListener } from './thread/thread-handle.js';

export interface SystemOptions extends Omit<CrewOptions, 'inline' | 'poison' | 'slowMotion'> {
  /** As in LiveOptions. */
  readonly threads?: number | undefined;
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
  readonly #crew: Crew;
  readonly #count: number;
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
    const hosts = assignHosts(model, options.threads)
      .map((ofThread) => ofThread.filter((host) => options.load || !isWorkload(model, host)))
      .filter((ofThread) => ofThread.length > 0);
    this.#count = hosts.length;
    this.#roll = new Roll(hosts);
    this.#crew = new Crew(model, hosts, (thread) => this.#listener(thread), options);
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
    this.#crew.everybody({ kind: 'begin', action });
  }

  end(name: string): void {
    this.#crew.everybody({ kind: 'end', name });
  }

  /** What every instance has recorded so far, by NodeId; undefined for those of a thread that does not answer in time. */
  async recorders(): Promise<readonly (Recorder | undefined)[]> {
    const snapshots = await Promise.all(Array.from({ length: this.#count }, (_, thread) => this.#snapshotOf(thread)));
    const timeline = timelineOf(this.model);
    const truth = new SharedTruth(this.#crew.truth);
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
    await this.#crew.end();
  }

  async #start(): Promise<void> {
    await this.#crew.ready();
    const ports = await this.#roll.ports();
    this.ports = this.model.hosts.map((_, host) => ports[host]);
    this.#crew.everybody({ kind: 'connect', ports: this.ports as readonly number[] });
    await this.#roll.connected();
    this.#crew.start();
  }

  #snapshotOf(thread: number): Promise<Snapshot | null> {
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
      this.#crew.to(thread, { kind: 'snapshot', ticket });
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
