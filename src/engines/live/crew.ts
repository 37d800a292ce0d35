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

/** All threads of a run: those in which hosts live, the one that wakes them, and those that burn what they compute. */
export class Crew {
  readonly truth: SharedTruthMemory;
  readonly clock: RunClock;
  readonly #alarm: AlarmThread | null;
  readonly #burners: BurnerThreads | null;
  readonly #threads: readonly ThreadHandle[];

  /** `hosts` by thread. */
  constructor(
    model: Model,
    hosts: readonly (readonly HostId[])[],
    listener: (thread: number) => ThreadListener,
    options: CrewOptions = {},
  ) {
    const { inline, plugins = [], work = 'spin' } = options;
    this.clock = new RunClock(options.slowMotion ?? 1);
    this.truth = SharedTruth.memory(sharedTruthPlan(model));
    this.#alarm = inline === undefined ? new AlarmThread(hosts.length) : null;
    this.#burners = work === 'spin' && computes(model) ? new BurnerThreads(availableParallelism(), hosts.length) : null;
    this.#threads = hosts.map((ofThread, thread) => {
      const setup: ThreadSetup = {
        name: nameOf(model, ofThread, thread),
        hosts: ofThread,
        ports: options.ports ?? {},
        truth: this.truth,
        alarm: this.#alarm?.seats[thread] ?? null,
        burners: this.#burners?.seats[thread] ?? null,
        backends: options.backends ?? {},
        allowRemote: options.allowRemote ?? [],
        poison: options.poison ?? false,
        slowMotion: options.slowMotion ?? 1,
      };
      return inline === undefined
        ? startWorker(model, setup, plugins, listener(thread))
        : startInline(model, inline, setup, listener(thread));
    });
  }

  /** From then on nobody is late because a thread is still coming up. */
  async ready(): Promise<void> {
    await Promise.all([this.#alarm?.ready(), this.#burners?.ready()]);
  }

  /** Gives the word to start; answers when that will be. */
  start(): Nanoseconds {
    const origin = this.clock.now() + HEAD_START;
    this.everybody({ kind: 'start', origin });
    return origin;
  }

  everybody(message: ToThread): void {
    for (const thread of this.#threads) thread.send(message);
  }

  to(thread: number, message: ToThread): void {
    this.#threads[thread]!.send(message);
  }

  /** Takes all threads away, whatever they are doing. */
  async end(): Promise<void> {
    await Promise.all([this.#alarm?.end(), this.#burners?.end(), ...this.#threads.map((thread) => thread.end())]);
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
