import { once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { workerEntry } from '../worker-entry.js';
import { AlarmMemory } from './alarm-memory.js';

/** What one subscriber needs in order to be woken: handed to its thread. */
export interface AlarmSeat {
  readonly memory: SharedArrayBuffer;
  readonly subscriber: number;
  readonly port: MessagePort;
}

/** The one thread of a run that wakes the others in time. */
export class AlarmThread {
  readonly seats: readonly AlarmSeat[];
  readonly #worker: Worker;
  readonly #online: Promise<unknown>;

  constructor(subscribers: number) {
    const { buffer } = AlarmMemory.of(subscribers);
    const channels = Array.from({ length: subscribers }, () => new MessageChannel());
    const ports = channels.map(({ port1 }) => port1);
    this.seats = channels.map(({ port2 }, subscriber) => ({ memory: buffer, subscriber, port: port2 }));
    this.#worker = new Worker(workerEntry('alarm-entry.js', import.meta.url), {
      workerData: { memory: buffer, ports },
      transferList: ports,
      name: 'alarm',
    });
    this.#online = once(this.#worker, 'message');
  }

  /** From then on nobody is woken late because the thread is still coming up. */
  async ready(): Promise<void> {
    await this.#online;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
