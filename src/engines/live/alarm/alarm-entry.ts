import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { machineTime } from '../clock.js';
import { AlarmMemory } from './alarm-memory.js';

/** A wait without an end is cut here, so that nothing depends on a bell that was rung between two looks. */
const LONGEST_WAIT = 1000;

interface AlarmData {
  readonly memory: SharedArrayBuffer;
  readonly ports: readonly MessagePort[];
}

/**
 * A thread that sleeps until somebody has to be woken. Timers of an event loop are whole milliseconds; this wait is a
 * futex with a timeout, exact to some tens of microseconds.
 */
function watch({ memory, ports }: AlarmData): never {
  const { bell, wanted } = AlarmMemory.over(memory);
  for (;;) {
    const rung = Atomics.load(bell, 0);
    const now = machineTime();
    let next = Number.POSITIVE_INFINITY;
    for (const [subscriber, port] of ports.entries()) {
      const at = wanted[subscriber]!;
      if (at === 0) continue;
      if (at > now) next = Math.min(next, at);
      else {
        wanted[subscriber] = 0;
        port.postMessage(null);
      }
    }
    Atomics.wait(bell, 0, rung, Math.min(LONGEST_WAIT, (next - now) / 1e6));
  }
}

parentPort!.postMessage('ready');
watch(workerData as AlarmData);
