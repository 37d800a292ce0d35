import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import type { MachineMeasurements, ThreadResult } from '../../../metrics/machine-result.js';
import { machineTime } from '../clock.js';

/** Of all cores, in ticks of the system since it started. */
export interface CoreTimes {
  readonly total: number;
  readonly stolen: number;
}

/** Watches the process and the machine, from the thread that started the others, until it is stopped. */
export class MachineWatch {
  readonly #began = machineTime();
  readonly #used = process.cpuUsage();
  readonly #cores = coreTimes();
  /** Before the run: it is not to be mistaken for the run itself. */
  readonly #load = process.platform === 'win32' ? null : loadavg()[0]!;

  stop(threads: readonly ThreadResult[]): MachineMeasurements {
    const cores = availableParallelism();
    const { user, system } = process.cpuUsage(this.#used);
    // In microseconds.
    const used = (user + system) * 1000;
    const lasted = machineTime() - this.#began;
    return {
      cores,
      cpu: lasted > 0 ? used / lasted / cores : 0,
      stolen: share(this.#cores, coreTimes()),
      load: this.#load,
      threads,
    };
  }
}

function share(before: CoreTimes | null, after: CoreTimes | null): number | null {
  if (before === null || after === null || after.total <= before.total) return null;
  return (after.stolen - before.stolen) / (after.total - before.total);
}

function coreTimes(): CoreTimes | null {
  try {
    return parseCoreTimes(readFileSync('/proc/stat', 'utf8'));
  } catch {
    return null;
  }
}

/** proc(5): user, nice, system, idle, iowait, irq, softirq, steal; the two that follow are contained in the first two. */
export function parseCoreTimes(text: string): CoreTimes | null {
  const first = /^cpu +(.*)$/m.exec(text)?.[1];
  const ticks = (first ?? '').split(' ').slice(0, 8).map(Number);
  if (ticks.length < 8 || ticks.some((tick) => !Number.isFinite(tick))) return null;
  return { total: ticks.reduce((sum, tick) => sum + tick, 0), stolen: ticks[7]! };
}
