import { figure } from './figure.js';
import { Histogram } from './histogram.js';
import type { DelayResult, MachineMeasurements, MachineResult, ThreadResult } from './machine-result.js';
import type { MetricTable } from './run-result.js';
import type { Subject } from './summarize-metrics.js';
import { milliseconds, rounded } from './summarize-rounding.js';
import type { MeasuredWindow } from './summarize-window.js';

/** A run is invalid where the 99th percentile of the lag is beyond both. */
const TOLERATED_LAG = 1;
const TOLERATED_SHARE_OF_LATENCY = 0.05;

/** Beyond these, the machine has a part in the figures that a reader must know. */
const BUSY_MACHINE = 0.9;
const BUSY_THREAD = 0.95;
const HARD_AT_WORK = 0.75;
const STOLEN = 0.02;
const WAITED = 0.1;
/** Who waits longer than he runs does not show how fast anything is. */
const STARVED = 0.5;
/** Of the 99th percentile of the latency: a longer pause is part of it. */
const LONG_PAUSE = 0.5;

/** The histogram of a workload's recorder that says how much later than due its requests left. */
export const LAG = 'lag';

/** Puts what was measured of the machine beside what was measured of the model, and judges whether it can be believed. */
export function summarizeMachine(
  measured: MachineMeasurements,
  subjects: readonly Subject[],
  metrics: MetricTable,
  window: MeasuredWindow | undefined,
): MachineResult {
  const workloads = subjects.filter((subject) => subject.kind === 'workload');
  const lags = workloads.flatMap((workload) => {
    const lag = window === undefined ? undefined : lagOf(workload, window);
    return lag === undefined ? [] : [[workload.name, lag] as const];
  });
  const threads = measured.threads.map(roundedThread);
  const machine = { ...measured, cpu: rounded(measured.cpu), stolen: roundedOrNull(measured.stolen), threads };
  const fatal = [...lags.flatMap(([name, lag]) => lateness(name, lag, metrics)), ...starvation(threads)];
  const advice = fatal.length === 0 ? [] : [adviceFor(machine)];
  const found = [...crowding(machine), ...threads.flatMap((thread) => limits(thread, workloads, metrics))];
  const findings = [...fatal, ...advice, ...found];
  return { ...machine, lag: Object.fromEntries(lags), valid: fatal.length === 0, findings };
}

/** Where neither the process nor a thread of it had much to do, somebody else had. A thread of which nothing is known may have done all. */
function adviceFor({ cores, cpu, threads }: MachineMeasurements): string {
  const own = Math.max(cpu, ...threads.map((thread) => thread.cpu ?? cpu * cores));
  return own > HARD_AT_WORK
    ? 'This machine is too slow for the load: give a smaller rate under live.'
    : 'Something else keeps this machine busy: run it again when there is less to do, or give a smaller rate under live.';
}

function starvation(threads: readonly ThreadResult[]): string[] {
  const starved = threads.filter(({ waited }) => waited !== null && waited > STARVED);
  if (starved.length === 0) return [];
  const { name, waited } = longestWaiting(starved);
  return [`The run is not valid: thread ${name} waited for a core ${figure(waited!, 'ratio')} of the time.`];
}

function longestWaiting(threads: readonly ThreadResult[]): ThreadResult {
  return threads.reduce((worst, thread) => (thread.waited! > worst.waited! ? thread : worst));
}

/** What leaves after the end was due before it. */
function lagOf(workload: Subject, { fromSegment }: MeasuredWindow): DelayResult | undefined {
  const lag = new Histogram();
  for (const { recorder } of workload.instances) {
    const part = recorder.histograms.get(LAG)?.between(fromSegment, recorder.timeline.segmentEdges.length);
    if (part !== undefined) lag.merge(part);
  }
  if (lag.count === 0) return undefined;
  return { p50: milliseconds(lag.quantile(0.5)), p99: milliseconds(lag.quantile(0.99)), max: milliseconds(lag.max) };
}

function lateness(workload: string, { p99 }: DelayResult, metrics: MetricTable): string[] {
  const latency = metrics[`${workload}.latency.p50`]?.value ?? 0;
  const tolerated = Math.max(TOLERATED_LAG, latency * TOLERATED_SHARE_OF_LATENCY);
  if (p99 <= tolerated) return [];
  const [late, bound] = [figure(p99, 'ms'), figure(tolerated, 'ms')];
  return [
    `The run is not valid: one in a hundred of the requests of ${workload} left ${late} late or more, and ${bound} is what can be borne.`,
  ];
}

function crowding({ cores, cpu, stolen, threads }: MachineMeasurements): string[] {
  const found = [];
  if (cpu > BUSY_MACHINE) {
    found.push(
      `The process used ${figure(cpu, 'ratio')} of the machine's ${cores} cores: what it had to wait for them is in the figures.`,
    );
  }
  if (stolen !== null && stolen > STOLEN) {
    found.push(`${figure(stolen, 'ratio')} of the time of the cores was given to other virtual machines.`);
  }
  const waiting = threads.filter(({ waited }) => waited !== null && waited > WAITED && waited <= STARVED);
  if (waiting.length > 0) {
    const { name, waited } = longestWaiting(waiting);
    const others = waiting.length === 1 ? '' : `, and ${waiting.length - 1} more threads longer than ${figure(WAITED, 'ratio')}`;
    const share = figure(waited!, 'ratio');
    found.push(`Thread ${name} waited for a core ${share} of the time${others}: more wanted to run than there are cores.`);
  }
  return found;
}

function limits({ name, cpu, pauses }: ThreadResult, workloads: readonly Subject[], metrics: MetricTable): string[] {
  const found = [];
  if (cpu !== null && cpu > BUSY_THREAD) {
    found.push(
      `Thread ${name} used ${figure(cpu, 'ratio')} of a core, which is all that a thread can: give it more threads, or a smaller rate.`,
    );
  }
  const tails = workloads.flatMap((workload) => metrics[`${workload.name}.latency.p99`]?.value ?? []);
  const tail = Math.min(...tails);
  if (pauses.max > LONG_PAUSE * tail) {
    found.push(
      `Garbage collection stopped thread ${name} for up to ${figure(pauses.max, 'ms')}, where the 99th percentile of the latency is ${figure(tail, 'ms')}.`,
    );
  }
  return found;
}

function roundedThread({ name, lag, pauses, cpu, waited }: ThreadResult): ThreadResult {
  return {
    name,
    lag: { p50: rounded(lag.p50), p99: rounded(lag.p99), max: rounded(lag.max) },
    pauses: { count: pauses.count, total: rounded(pauses.total), max: rounded(pauses.max) },
    cpu: roundedOrNull(cpu),
    waited: roundedOrNull(waited),
  };
}

function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value);
}

/** Of several trials: one that is not valid before any other, then the one whose requests left latest. */
export function worstMachine(machines: readonly MachineResult[]): MachineResult | undefined {
  return machines.toSorted((left, right) => Number(left.valid) - Number(right.valid) || latest(right) - latest(left))[0];
}

function latest({ lag }: MachineResult): number {
  return Math.max(0, ...Object.values(lag).map(({ p99 }) => p99));
}
