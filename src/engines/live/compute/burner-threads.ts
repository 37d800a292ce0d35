import { once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { workerEntry } from '../worker-entry.js';
import { CELLS } from './burner-memory.js';

/** What a thread needs in order to give work to burners. */
export interface BurnerSeat {
  readonly pending: SharedArrayBuffer;
  readonly stopped: SharedArrayBuffer;
  /** By burner. */
  readonly ports: readonly MessagePort[];
}

/** Threads of a run that do nothing but occupy a core for as long as they are told: the event loops of the nodes stay free. */
export class BurnerThreads {
  readonly seats: readonly BurnerSeat[];
  readonly #workers: readonly Worker[];
  readonly #ready: Promise<unknown>;

  constructor(burners: number, threads: number) {
    const pending = new SharedArrayBuffer(4 * burners);
    const stopped = Array.from({ length: threads }, () => new SharedArrayBuffer(4 * CELLS));
    const channels = Array.from({ length: burners }, () => stopped.map(() => new MessageChannel()));
    this.seats = stopped.map((own, thread) => ({
      pending,
      stopped: own,
      ports: channels.map((ofBurner) => ofBurner[thread]!.port2),
    }));
    this.#workers = channels.map((ofBurner, burner) => {
      const ports = ofBurner.map(({ port1 }) => port1);
      return new Worker(workerEntry('burner-entry.js', import.meta.url), {
        workerData: { burner, pending, stopped, ports },
        transferList: ports,
        name: `burner ${burner}`,
      });
    });
    this.#ready = Promise.all(this.#workers.map((worker) => once(worker, 'message')));
  }

  async ready(): Promise<void> {
    await this.#ready;
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
