import { availableParallelism } from 'node:os';
import type { HostId, NodeId } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Model } from '../../environment/model.js';
import { SharedTruth, type SharedTruthMemory } from '../../metrics/shared-truth.js';
import type { EngineParts } from '../parts.js';
import { AlarmThread } from './alarm/alarm-thread.js';
import type { PreparedBackends } from './backends/open-backends.js';
import { RunClock } from './clock.js';
import { BurnerThreads } from './compute/burner-threads.js';
import type { ThreadSetup, ToThread, WorkMode } from './thread/messages.js';
import { startInline, startWorker, type ThreadHandle, type ThreadListener } from './thread/thread-handle.js';

export interface CrewOptions {
  readonly work?: WorkMode | undefined;
  /** By HostId. */
  readonly ports?: Readonly<Record<HostId, number>> | undefined;
  readonly backends?: PreparedBackends | undefined;
  readonly allowRemote?: readonly string[] | undefined;
  /** Modules that every thread adds to its catalogue. */
  readonly plugins?: readonly string[] | undefined;
  /** Runs everything in this thread with these parts, for nodes that cannot be sent to another. */
  readonly inline?: EngineParts | undefined;
  /** Spoils every record that is over, so that a node that kept one is found out. */
  readonly poison?: boolean | undefined;
  /** How many times slower than real time everything goes; 1 where it is left out. */
  readonly slowMotion?: number | undefined;
}

/** How long everybody has from the word to start until the start. */
const HEAD_START: Nanoseconds = 20_000_000;

/** Threads that serve one or several others: they wake them in time, and burn what they compute. */
interface Servants {
  readonly alarm: AlarmThread | null;
  readonly burners: BurnerThreads | null;
}

/** All threads of a run: those in which hosts live, and those that serve them. */
export class Crew {
  readonly truth: SharedTruthMemory;
  readonly clock: RunClock;
  readonly #servants: Servants[] = [];
  readonly #threads: ThreadHandle[];

  constructor(
    private readonly model: Model,
    /** By thread. */
    private readonly hosts: readonly (readonly HostId[])[],
    private readonly listener: (thread: number) => ThreadListener,
    private readonly options: CrewOptions = {},
  ) {
    this.clock = new RunClock(options.slowMotion ?? 1);
    this.truth = SharedTruth.memory(sharedTruthPlan(model));
    const servants = this.#employ(hosts.length);
    this.#threads = hosts.map((_, thread) => this.#begin(thread, servants, thread, options.ports ?? {}));
  }

  /** From then on nobody is late because a thread is still coming up. */
  async ready(): Promise<void> {
    await Promise.all(this.#servants.map(async ({ alarm, burners }) => Promise.all([alarm?.ready(), burners?.ready()])));
  }

  /** Gives the word to start; answers when that will be. */
  start(): Nanoseconds {
    const origin = this.clock.now() + HEAD_START;
    this.everybody({ kind: 'start', origin, since: 0 });
    return origin;
  }

  everybody(message: ToThread): void {
    for (const thread of this.#threads) thread.send(message);
  }

  to(thread: number, message: ToThread): void {
    this.#threads[thread]!.send(message);
  }

  /** Takes a thread away, whatever it is doing. */
  async kill(thread: number): Promise<void> {
    await this.#threads[thread]!.end();
  }

  /** Puts a new thread in the place of one that was taken away; its hosts listen where they did before. */
  async replace(thread: number, ports: Readonly<Record<HostId, number>>): Promise<void> {
    const servants = this.#employ(1);
    await Promise.all([servants.alarm?.ready(), servants.burners?.ready()]);
    this.#threads[thread] = this.#begin(thread, servants, 0, ports);
  }

  /** Takes all threads away. */
  async end(): Promise<void> {
    const servants = this.#servants.flatMap(({ alarm, burners }) => [alarm?.end(), burners?.end()]);
    await Promise.all([...servants, ...this.#threads.map((thread) => thread.end())]);
  }

  #employ(threads: number): Servants {
    const { inline, work = 'spin' } = this.options;
    const burns = work === 'spin' && computes(this.model);
    const servants: Servants = {
      alarm: inline === undefined ? new AlarmThread(threads) : null,
      burners: burns ? new BurnerThreads(availableParallelism(), threads) : null,
    };
    this.#servants.push(servants);
    return servants;
  }

  #begin(thread: number, { alarm, burners }: Servants, seat: number, ports: Readonly<Record<HostId, number>>): ThreadHandle {
    const { inline, plugins = [], backends = {}, allowRemote = [], poison = false, slowMotion = 1 } = this.options;
    const hosts = this.hosts[thread]!;
    const setup: ThreadSetup = {
      name: nameOf(this.model, hosts, thread),
      hosts,
      ports,
      truth: this.truth,
      alarm: alarm?.seats[seat] ?? null,
      burners: burners?.seats[seat] ?? null,
      backends,
      allowRemote,
      poison,
      perishable: inline === undefined,
      slowMotion,
    };
    const listener = this.listener(thread);
    return inline === undefined
      ? startWorker(this.model, setup, plugins, listener)
      : startInline(this.model, inline, setup, listener);
  }
}

/** Whether there is anything to burn. */
function computes(model: Model): boolean {
  return model.instances.some(({ processor }) => Number.isFinite(processor.cores) && !processor.sharing);
}

function nameOf(model: Model, hosts: readonly HostId[], thread: number): string {
  const names = [...new Set(hosts.flatMap((host) => model.hosts[host]!.instances.map((self) => groupOf(model, self))))];
  return `${thread} (${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''})`;
}

function groupOf(model: Model, self: NodeId): string {
  return model.groups[model.instances[self]!.group]!.name;
}

/** What the threads of this Model share. */
function sharedTruthPlan(model: Model): Parameters<typeof SharedTruth.memory>[0] {
  return { keys: model.keys.count + model.keys.texts.length, dataSets: model.groups.length, holders: holdersIn(model) };
}

/** Nodes whose instances may hold copies of the same keys. */
export function holdersIn(model: Model): { readonly name: string; readonly instances: readonly NodeId[] }[] {
  return model.groups
    .filter(({ inside, instances }) => inside !== null && instances.length > 1)
    .map(({ name, instances }) => ({ name, instances }));
}
