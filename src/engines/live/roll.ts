import type { HostId } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { FromThread, ThreadReport } from './thread/messages.js';
import { errorOf } from './thread/thread-failure.js';
import type { ThreadListener } from './thread/thread-handle.js';

/** How long a thread may take to come up, and to hand in its report. */
const PATIENCE = 20_000;

/** What the coordinator waits for: what every thread that is still there has said. */
export class Roll {
  /** By thread, why it is not there any more. */
  readonly lost = new Map<number, string>();
  readonly #listening = new Map<number, Readonly<Record<HostId, number>>>();
  readonly #connected = new Set<number>();
  readonly #drained = new Map<number, Nanoseconds>();
  readonly #reports = new Map<number, ThreadReport>();
  #failure: Error | null = null;
  #closed = false;
  /** Looks again whether what is waited for is there. */
  #changed: () => void = () => {};

  constructor(private readonly threads: readonly (readonly HostId[])[]) {}

  listener(thread: number): ThreadListener {
    return {
      onMessage: (message) => this.#hear(thread, message),
      onLost: (reason) => {
        if (this.#closed) return;
        this.lost.set(thread, reason);
        this.#changed();
      },
    };
  }

  /** Where each host listens. Throws what a thread failed with; also when it takes too long. */
  async ports(): Promise<Readonly<Record<HostId, number>>> {
    await this.#until(() => this.#listening.size === this.threads.length, PATIENCE, 'the threads did not come up');
    return Object.assign({}, ...this.#listening.values()) as Record<HostId, number>;
  }

  async connected(): Promise<void> {
    await this.#until(() => this.#connected.size === this.threads.length, PATIENCE, 'the nodes did not connect');
  }

  /** When the last call of a workload was over; the end of patience, where there is none. In milliseconds from now. */
  async drained(longest: number): Promise<Nanoseconds> {
    await this.#until(() => this.#all((thread) => this.#drained.has(thread)), longest, null);
    return Math.max(0, ...this.#drained.values());
  }

  /** By thread; undefined for one that was lost, or does not answer any more. */
  async reports(): Promise<readonly (ThreadReport | undefined)[]> {
    await this.#until(() => this.#all((thread) => this.#reports.has(thread)), PATIENCE, null);
    return this.threads.map((_, thread) => this.#reports.get(thread));
  }

  close(): void {
    this.#closed = true;
  }

  #all(there: (thread: number) => boolean): boolean {
    return this.threads.every((_, thread) => this.lost.has(thread) || there(thread));
  }

  #hear(thread: number, message: FromThread): void {
    if (message.kind === 'listening') this.#listening.set(thread, message.ports);
    else if (message.kind === 'connected') this.#connected.add(thread);
    else if (message.kind === 'drained') this.#drained.set(thread, message.at);
    else if (message.kind === 'report') this.#reports.set(thread, message.report);
    else if (message.kind === 'failed') this.#failure ??= errorOf(message.failure);
    this.#changed();
  }

  /** `complaint` is thrown when it takes longer; null goes on then. */
  async #until(there: () => boolean, longest: number, complaint: string | null): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        if (complaint === null) resolve();
        else reject(new Error(`${complaint} within ${longest / 1000} s`));
      }, longest);
      this.#changed = () => {
        if (this.#failure === null && !there()) return;
        clearTimeout(timer);
        if (this.#failure === null) resolve();
        else reject(this.#failure);
      };
      this.#changed();
    });
  }
}
