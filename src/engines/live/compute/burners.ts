import type { MessagePort } from 'node:worker_threads';
import type { Nanoseconds } from '../../../core/time.js';
import { machineTime } from '../clock.js';
import { type Burn, BurnerMemory, type Burnt, CELLS } from './burner-memory.js';
import type { BurnerSeat } from './burner-threads.js';

/** How much of a new observation the estimate of the way back takes on. */
const LEARNING = 0.05;
/** What is longer says something of a busy thread, and not of the way. */
const LONGEST_WAY = 200_000;

/** One thread's way to the burners. */
export class Burners {
  readonly #memory: BurnerMemory;
  readonly #ports: readonly MessagePort[];
  readonly #enter: (action: () => void) => void;
  readonly #burning = new Map<number, () => void>();
  readonly #free: number[] = [];
  #cells = 0;
  #next = 0;
  /** How long the word that a piece is done takes to come here, on average. */
  #wayBack = 30_000;

  /** `enter` as of the thread. */
  constructor(seat: BurnerSeat, enter: (action: () => void) => void) {
    this.#memory = new BurnerMemory(seat.pending, seat.stopped);
    this.#ports = seat.ports;
    this.#enter = enter;
    for (const port of seat.ports) port.on('message', (burnt: Burnt) => this.#hear(burnt));
  }

  /** Occupies a core for so many nanoseconds of the machine, and then enters the thread with `done`. Answers by what it can be stopped. */
  burn(amount: Nanoseconds, done: () => void): number {
    const cell = this.#free.pop() ?? this.#cells++;
    this.#memory.stopped[cell % CELLS] = 0;
    this.#burning.set(cell, done);
    const burner = this.#leastBusy();
    Atomics.add(this.#memory.pending, burner, 1);
    const burn: Burn = { cell: cell % CELLS, amount: amount - this.#wayBack, grantedAt: machineTime() };
    this.#ports[burner]!.postMessage(burn);
    return cell;
  }

  /** `done` does not follow. */
  stop(cell: number): void {
    if (this.#burning.has(cell)) this.#burning.set(cell, () => {});
    Atomics.store(this.#memory.stopped, cell % CELLS, 1);
  }

  close(): void {
    for (const port of this.#ports) port.close();
  }

  #hear({ cell, endedAt }: Burnt): void {
    const way = Math.min(LONGEST_WAY, machineTime() - endedAt);
    this.#wayBack += LEARNING * (way - this.#wayBack);
    const done = this.#burning.get(cell);
    this.#burning.delete(cell);
    this.#free.push(cell);
    if (done !== undefined) this.#enter(done);
  }

  /** By turns where several are. */
  #leastBusy(): number {
    const { pending } = this.#memory;
    const count = this.#ports.length;
    let best = this.#next++ % count;
    for (let step = 1; step < count; step++) {
      const burner = (best + step) % count;
      if (Atomics.load(pending, burner) < Atomics.load(pending, best)) best = burner;
    }
    return best;
  }
}
