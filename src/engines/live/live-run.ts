import { once } from 'node:events';
import type { HostId } from '../../core/ids.js';
import { SECOND, type Nanoseconds } from '../../core/time.js';
import type { Model } from '../../environment/model.js';
import { catalogue } from '../../catalogue/catalogue.js';
import { plainFigure } from '../../metrics/figure.js';
import { gatherCensus } from '../../metrics/gather-census.js';
import type { Hop, InvariantResult, Measurements } from '../../metrics/measurements.js';
import { Recorder } from '../../metrics/recorder.js';
import { SharedTruth, type SharedTruthMemory } from '../../metrics/shared-truth.js';
import { timelineOf } from '../timeline-of.js';
import { assignHosts } from './assign-hosts.js';
import { failureWarnings } from './backends/failures.js';
import type { RunClock } from './clock.js';
import { Crew, type CrewOptions, holdersIn } from './crew.js';
import { MachineWatch } from './health/machine-watch.js';
import { Roll } from './roll.js';
import { ThreadKeeper } from './thread-keeper.js';
import type { ThreadReport } from './thread/messages.js';

export interface LiveOptions extends CrewOptions {
  /** How many threads the nodes share; workloads have one of their own. As many as the machine has cores, less one, where it is left out. */
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** What is measured, and what a reader must know of it; whole sentences. */
export interface LiveOutcome {
  readonly measurements: Measurements;
  readonly warnings: readonly string[];
}

const PROGRESS_EVERY = 200;

/** Runs a Model in real time: hosts in threads, every hop between them over a socket. Throws InputError for a port that is taken. */
export async function runLive(model: Model, options: LiveOptions = {}): Promise<LiveOutcome> {
  const inline = options.inline !== undefined;
  const hosts = inline ? [[...model.hosts.keys()]] : assignHosts(model, options.threads);
  const roll = new Roll(hosts);
  const crew = new Crew(model, hosts, (thread) => roll.listener(thread), options);
  try {
    await crew.ready();
    const ports = await roll.ports();
    crew.everybody({ kind: 'connect', ports: model.hosts.map((_, host) => ports[host]!) });
    await roll.connected();
    const watch = new MachineWatch();
    const origin = crew.start();
    const parts = options.inline ?? catalogue;
    const keeper = inline ? null : new ThreadKeeper({ model, parts, hosts, crew, roll, origin, ports });
    const ended = await theEnd(model, roll, crew.clock, origin, options);
    await keeper?.close();
    crew.everybody({ kind: 'finish', interrupted: ended.interrupted });
    const reports = await roll.reports();
    const machine = watch.stop(reports.map(({ health }) => health));
    const measurements = { ...assembled(model, crew.truth, reports, ended), machine };
    const warnings = [...warningsOfLost(model, hosts, roll), ...warningsOfFailures(reports), ...warningsOfForgotten(crew.truth)];
    return { measurements, warnings };
  } finally {
    roll.close();
    await crew.end();
  }
}

/** Threads that are gone, with all that they measured. */
function warningsOfLost(model: Model, hosts: readonly (readonly HostId[])[], roll: Roll): string[] {
  return [...roll.lost].map(([thread, reason]) => {
    const names = hosts[thread]!.map((host) => model.hosts[host]!.name).join(', ');
    return `A thread was lost in mid-run (${reason}), and with it ${names}: what they had measured is not in the figures.`;
  });
}

function warningsOfFailures(reports: readonly ThreadReport[]): string[] {
  const all = reports.flatMap(({ failures }) => failures);
  const nodes = [...new Set(all.map(({ node }) => node))];
  return nodes.flatMap((name) =>
    failureWarnings(
      name,
      all.filter(({ node }) => node === name).flatMap(({ counts }) => counts),
    ),
  );
}

/** What the threads share has room for so many keys. */
function warningsOfForgotten(truth: SharedTruthMemory): string[] {
  const { forgotten } = new SharedTruth(truth);
  if (forgotten === 0) return [];
  return [
    `More keys were written than threads can share: for ${plainFigure(forgotten)} writes nobody knows that older copies are stale.`,
  ];
}

interface End {
  readonly at: Nanoseconds;
  readonly interrupted: boolean;
}

/** When the run is over: everybody has drained, or it was interrupted. */
async function theEnd(
  model: Model,
  roll: Roll,
  clock: RunClock,
  origin: Nanoseconds,
  { signal, onProgress }: LiveOptions,
): Promise<End> {
  const now = (): Nanoseconds => clock.now() - origin;
  const progress = setInterval(() => onProgress?.(Math.min(1, Math.max(0, now() / model.duration))), PROGRESS_EVERY);
  const interruption = interruptionOf(signal);
  try {
    const longest = clock.onMachine(model.duration + model.drain + 2 * SECOND) / 1e6;
    const drained = await Promise.race([roll.drained(longest), interruption.promise]);
    if (drained === null) return { at: Math.min(now(), model.duration), interrupted: true };
    return { at: Math.max(model.duration, drained), interrupted: false };
  } finally {
    clearInterval(progress);
    interruption.forget();
  }
}

const toNull = (): null => null;

function interruptionOf(signal: AbortSignal | undefined): { readonly promise: Promise<null>; forget(): void } {
  const over = new AbortController();
  if (signal?.aborted === true) return { promise: Promise.resolve(null), forget: () => {} };
  // Forgotten, it resolves as well: to nobody.
  const heard = once(signal ?? over.signal, 'abort', { signal: over.signal });
  return { promise: heard.then(toNull, toNull), forget: () => over.abort() };
}

/** What each thread recorded, as if one had. */
function assembled(
  model: Model,
  memory: SharedTruthMemory,
  reports: readonly ThreadReport[],
  { at, interrupted }: End,
): Measurements {
  const timeline = timelineOf(model);
  const clock = { now: at };
  const truth = new SharedTruth(memory);
  const recorders: (Recorder | undefined)[] = [];
  const hops: Hop[] = [];
  const invariants: InvariantResult[] = [];
  for (const report of reports) {
    for (const { self, data } of report.recorders) {
      const recorder = Recorder.fromData(data, timeline, truth, clock);
      // Of a thread that was taken away and came again there are two.
      if (recorders[self] === undefined) recorders[self] = recorder;
      else recorders[self].merge(recorder);
    }
    hops.push(...report.hops);
    invariants.push(...report.invariants);
  }
  // A thread that was lost took its figures with it.
  const all = model.instances.map((_, self) => recorders[self] ?? new Recorder(timeline, truth, clock));
  for (const { instances } of holdersIn(model)) gatherCensus(instances.map((self) => all[self]!));
  return {
    timeline,
    recorders: all,
    invariants,
    hops: hops.toSorted((left, right) => left.sentAt - right.sentAt),
    endedAt: at,
    interrupted,
  };
}
