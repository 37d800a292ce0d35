import type { HostId } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Model } from '../../environment/model.js';
import type { World } from '../../environment/world.js';
import { ACTION_BEGINS } from '../events.js';
import { Kernel } from '../kernel.js';
import type { EngineParts } from '../parts.js';
import { Schedule } from '../schedule.js';
import type { Crew } from './crew.js';
import type { Roll } from './roll.js';

/** How long a thread that is about to be taken away may take for its report, in milliseconds. */
const LAST_WORDS = 2000;

export interface KeeperParts {
  readonly model: Model;
  readonly parts: EngineParts;
  /** By thread. */
  readonly hosts: readonly (readonly HostId[])[];
  readonly crew: Crew;
  readonly roll: Roll;
  /** When the run began, on its clock. */
  readonly origin: Nanoseconds;
  /** By HostId, where everybody listens. */
  readonly ports: Readonly<Record<HostId, number>>;
}

/**
 * The coordinator's part of the schedule of faults: a crash that takes a whole thread. What the thread has measured is asked
 * of it first, as the measuring stands outside of what crashes; then it is terminated. When its crashes are over, a new
 * thread with the same hosts takes its place. All other faults are the threads' own.
 */
export class ThreadKeeper implements World {
  readonly #parts: KeeperParts;
  readonly #kernel = new Kernel();
  readonly #schedule: Schedule;
  /** By thread, the crashes that hold it down. */
  readonly #crashes = new Map<number, HostId[]>();
  /** What is done to threads is done one after the other. */
  #work: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    const { model } = parts;
    const actions = model.actions.map((action) => parts.parts.action(action.family, action.kind).create(action.config));
    this.#schedule = new Schedule(model, actions, this, this.#kernel);
    this.#schedule.plan();
    this.#wait();
  }

  /** Does nothing more, and waits for what is under way. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#work;
  }

  crash(host: HostId, takes: 'host' | 'thread' = 'host'): void {
    if (takes === 'host') return;
    const thread = this.#parts.hosts.findIndex((hosts) => hosts.includes(host));
    const crashes = this.#crashes.get(thread) ?? [];
    this.#crashes.set(thread, [...crashes, host]);
    if (crashes.length === 0) this.#then(() => this.#take(thread));
  }

  start(host: HostId): void {
    for (const [thread, crashes] of this.#crashes) {
      const index = crashes.indexOf(host);
      if (index < 0) continue;
      const left = crashes.toSpliced(index, 1);
      this.#crashes.set(thread, left);
      if (left.length === 0) this.#then(() => this.#replace(thread));
    }
  }

  pause(): void {}
  resume(): void {}
  setSpeed(): void {}
  setClock(): void {}
  setLink(): void {}
  tell(): void {}

  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(work);
  }

  async #take(thread: number): Promise<void> {
    const { crew, roll } = this.#parts;
    crew.to(thread, { kind: 'perish' });
    await roll.perishes(thread, LAST_WORDS);
    await crew.kill(thread);
  }

  async #replace(thread: number): Promise<void> {
    const { crew, roll, hosts, ports, model, origin } = this.#parts;
    const own = Object.fromEntries(hosts[thread]!.map((host) => [host, ports[host]!]));
    await crew.replace(thread, own);
    await roll.returns(thread, 'listening');
    crew.to(thread, { kind: 'connect', ports: model.hosts.map((_, host) => ports[host]!) });
    await roll.returns(thread, 'connected');
    crew.to(thread, { kind: 'start', origin, since: Math.max(0, crew.clock.now() - origin) });
  }

  #wait(): void {
    const next = this.#kernel.nextTime();
    if (next === Number.POSITIVE_INFINITY) return;
    const { crew, origin } = this.#parts;
    const left = crew.clock.onMachine(next + origin - crew.clock.now()) / 1e6;
    this.#timer = setTimeout(() => this.#follow(), Math.max(0, left));
  }

  #follow(): void {
    const { crew, origin } = this.#parts;
    while (this.#kernel.next(crew.clock.now() - origin + 1)) {
      if (this.#kernel.kind === ACTION_BEGINS) this.#schedule.begin(this.#kernel.target);
      else this.#schedule.end(this.#kernel.target);
    }
    this.#wait();
  }
}
