import type { HostId } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { FromThread, ThreadReport } from './thread/messages.js';
import { errorOf } from './thread/thread-failure.js';
import type { ThreadListener } from './thread/thread-handle.js';

/** How long a thread may take to come up, and to hand in its report. */
const PATIENCE = 20_000;

/** What one thread has said. */
interface Entry {
  listening: Readonly<Record<HostId, number>> | null;
  connected: boolean;
  drained: Nanoseconds | null;
  report: ThreadReport | null;
  /** It is about to be taken away, or was: on purpose. */
  perishing: boolean;
}

/** What the coordinator waits for: what every thread that is still there has said. */
export class Roll {
  /** By thread, why it is not there any more, where nobody had meant to take it away. */
  readonly lost = new Map<number, string>();
  readonly #entries: Entry[];
  /** What threads that were taken away had to report. */
  readonly #former: ThreadReport[] = [];
  #failure: Error | null = null;
  #closed = false;
  /** Those who wait look again whether what they wait for is there. */
  readonly #waiting = new Set<() => void>();

  constructor(threads: readonly (readonly HostId[])[]) {
    this.#entries = threads.map(blankEntry);
  }

  listener(thread: number): ThreadListener {
    return {
      onMessage: (message) => this.#hear(thread, message),
      onLost: (reason) => {
        if (this.#closed || this.#entries[thread]!.perishing) return;
        this.lost.set(thread, reason);
        this.#changed();
      },
    };
  }

  /** Where each host listens. Throws what a thread failed with; also when it takes too long. */
  async ports(): Promise<Readonly<Record<HostId, number>>> {
    await this.#until(() => this.#entries.every(({ listening }) => listening !== null), PATIENCE, 'the threads did not come up');
    return Object.assign({}, ...this.#entries.map(({ listening }) => listening)) as Record<HostId, number>;
  }

  async connected(): Promise<void> {
    await this.#until(() => this.#entries.every(({ connected }) => connected), PATIENCE, 'the nodes did not connect');
  }

  /** When the last call of a workload was over; the end of patience, where there is none. In milliseconds from now. */
  async drained(longest: number): Promise<Nanoseconds> {
    await this.#until(() => this.#all(({ drained }) => drained !== null), longest, null);
    return Math.max(0, ...this.#entries.map(({ drained }) => drained ?? 0));
  }

  /** Of all threads, those that were taken away included; a thread that was lost, or does not answer any more, has none. */
  async reports(): Promise<readonly ThreadReport[]> {
    await this.#until(() => this.#all(({ report }) => report !== null), PATIENCE, null);
    return [...this.#former, ...this.#entries.flatMap(({ report, perishing }) => (perishing ? [] : (report ?? [])))];
  }

  /** A thread is taken away on purpose: waits for its report, for so many milliseconds at most. */
  async perishes(thread: number, longest: number): Promise<void> {
    const entry = this.#entries[thread]!;
    entry.perishing = true;
    await this.#until(() => entry.report !== null, longest, null);
    if (entry.report !== null) this.#former.push(entry.report);
  }

  /** A new thread comes up in the place of one that was taken away: what it says counts again. */
  async returns(thread: number, what: 'listening' | 'connected'): Promise<void> {
    const blank = blankEntry();
    if (what === 'listening') this.#entries[thread] = blank;
    const entry = this.#entries[thread]!;
    const there = (): boolean => (what === 'listening' ? entry.listening !== null : entry.connected);
    await this.#until(there, PATIENCE, 'a thread did not come up again');
  }

  close(): void {
    this.#closed = true;
  }

  #all(there: (entry: Entry) => boolean): boolean {
    return this.#entries.every((entry, thread) => entry.perishing || this.lost.has(thread) || there(entry));
  }

  #hear(thread: number, message: FromThread): void {
    const entry = this.#entries[thread]!;
    if (message.kind === 'listening') entry.listening = message.ports;
    else if (message.kind === 'connected') entry.connected = true;
    else if (message.kind === 'drained') entry.drained = message.at;
    else if (message.kind === 'report') entry.report = message.report;
    else if (message.kind === 'failed') this.#failure ??= errorOf(message.failure);
    this.#changed();
  }

  #changed(): void {
    for (const look of this.#waiting) look();
  }

  /** `complaint` is thrown when it takes longer; null goes on then. */
  async #until(there: () => boolean, longest: number, complaint: string | null): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        if (this.#failure !== null) reject(this.#failure);
        else if (complaint === null || there()) resolve();
        else reject(new Error(`${complaint} within ${longest / 1000} s`));
      };
      const timer = setTimeout(end, longest);
      const look = (): void => {
        if (this.#failure !== null || there()) end();
      };
      this.#waiting.add(look);
      look();
    });
  }
}

function blankEntry(): Entry {
  return { listening: null, connected: false, drained: null, report: null, perishing: false };
}
