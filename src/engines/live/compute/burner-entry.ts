import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Nanoseconds } from '../../../core/time.js';
import { machineTime } from '../clock.js';
import type { Burn, Burnt } from './burner-memory.js';

/**
 * Between two looks at the clock in a loop that does nothing else no more than this passes: if it does, the core was somebody
 * else's. What the system itself interrupts for is shorter, and part of what work takes on this machine.
 */
const TAKEN_AWAY = 1_000_000;
/** As much of the way to a burner counts as part of the work; what is longer was waiting for a core of the machine. */
const LONGEST_WAY = 150_000;

interface BurnerData {
  readonly burner: number;
  readonly pending: SharedArrayBuffer;
  /** By thread that gives work. */
  readonly stopped: readonly SharedArrayBuffer[];
  readonly ports: readonly MessagePort[];
}

const { burner, pending, stopped, ports } = workerData as BurnerData;
const waiting = new Int32Array(pending);

/** Occupies this thread's core for so long, not counting what was taken from it; less where it is stopped. */
function burn(amount: Nanoseconds, stop: Int32Array, cell: number): void {
  let last = machineTime();
  let burnt = 0;
  while (burnt < amount && Atomics.load(stop, cell) === 0) {
    const now = machineTime();
    if (now - last < TAKEN_AWAY) burnt += now - last;
    last = now;
  }
}

for (const [thread, port] of ports.entries()) {
  const stop = new Int32Array(stopped[thread]!);
  port.on('message', ({ cell, amount, grantedAt }: Burn) => {
    const way = Math.min(LONGEST_WAY, Math.max(0, machineTime() - grantedAt));
    burn(amount - way, stop, cell);
    Atomics.sub(waiting, burner, 1);
    const burnt: Burnt = { cell, endedAt: machineTime() };
    port.postMessage(burnt);
  });
}
parentPort!.postMessage('ready');
