import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { HostId, NodeId } from '../../core/ids.js';
import { SECOND, type Nanoseconds } from '../../core/time.js';
import type { Model } from '../../environment/model.js';
import { gatherCensus } from '../../metrics/gather-census.js';
import type { Hop, InvariantResult, Measurements } from '../../metrics/measurements.js';
import { Recorder } from '../../metrics/recorder.js';
import { SharedTruth } from '../../metrics/shared-truth.js';
import type { EngineParts } from '../parts.js';
import { timelineOf } from '../timeline-of.js';
import { AlarmThread } from './alarm/alarm-thread.js';
import { assignHosts } from './assign-hosts.js';
import type { PreparedBackend } from './backends/backend.js';
import { RunClock } from './clock.js';
import { MachineWatch } from './health/machine-watch.js';
import { Roll } from './roll.js';
import { startInline, startWorker } from './thread/thread-handle.js';
import type { ThreadReport, ThreadSetup, WorkMode } from './thread/messages.js';

export interface LiveOptions {
  /** How many threads the nodes share; workloads have one of their own. As many as the machine has cores, less one, where it is left out. */
  readonly threads?: number | undefined;
  readonly work?: WorkMode | undefined;
  /** By HostId. */
  readonly ports?: Readonly<Record<HostId, number>> | undefined;
  readonly backends?: Readonly<Record<string, PreparedBackend>> | undefined;
  readonly allowRemote?: readonly string[] | undefined;
  /** Modules that every thread adds to its catalogue. */
  readonly plugins?: readonly string[] | undefined;
  /** Runs everything in this thread with these parts, for nodes that cannot be sent to another. */
  readonly inline?: EngineParts | undefined;
  /** Spoils every record that is over, so that a node that kept one is found out. */
  readonly poison?: boolean | undefined;
  /** How many times slower than real time everything goes; 1 where it is left out. */
  readonly slowMotion?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** How long everybody has from the word to start until the start. */
export const HEAD_START = 20_000_000;
const PROGRESS_EVERY = 200;

/** Runs a Model in real time: hosts in threads, every hop between them over a socket. Throws InputError for a port that is taken. */
export async function runLive(model: Model, options: LiveOptions = {}): Promise<Measurements> {
  const inline = options.inline !== undefined;
  const hosts = inline
    ? [[...model.hosts.keys()]]
    : assignHosts(model, options.threads ?? Math.max(1, availableParallelism() - 1));
  const alarm = inline ? null : new AlarmThread(hosts.length);
  const truth = SharedTruth.memory(sharedTruthPlan(model));
  const roll = new Roll(hosts);
  const threads = hosts.map((ofThread, thread) => {
    const setup: ThreadSetup = {
      thread,
      hosts: ofThread,
      ports: options.ports ?? {},
      truth,
      alarm: alarm?.seats[thread] ?? null,
      work: options.work ?? 'spin',
      burners: [],
      backends: options.backends ?? {},
      allowRemote: options.allowRemote ?? [],
      poison: options.poison ?? false,
      slowMotion: options.slowMotion ?? 1,
    };
    const listener = roll.listener(thread);
    return options.inline === undefined
      ? startWorker(model, setup, options.plugins ?? [], listener)
      : startInline(model, options.inline, setup, listener);
  });
  const everybody = (message: Parameters<(typeof threads)[number]['send']>[0]): void =>
    threads.forEach((one) => one.send(message));
  try {
    await alarm?.ready();
    const ports = await roll.ports();
    everybody({ kind: 'connect', ports: model.hosts.map((_, host) => ports[host]!) });
    await roll.connected();
    const clock = new RunClock(options.slowMotion ?? 1);
    const origin = clock.now() + HEAD_START;
    everybody({ kind: 'start', origin });
    const watch = new MachineWatch();
    const ended = await theEnd(model, roll, clock, origin, options);
    everybody({ kind: 'finish', interrupted: ended.interrupted });
    const reports = await roll.reports();
    const machine = watch.stop(reports.flatMap((report) => report?.health ?? []));
    return { ...assembled(model, truth, reports, ended), machine };
  } finally {
    roll.close();
    await Promise.all([alarm?.end(), ...threads.map((one) => one.end())]);
  }
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

function interruptionOf(signal: AbortSignal | undefined): { readonly promise: Promise<null>; forget(): void } {
  const over = new AbortController();
  const nothing = (): null => null;
  if (signal?.aborted === true) return { promise: Promise.resolve(null), forget: nothing };
  // Forgotten, it resolves as well: to nobody.
  const heard = once(signal ?? over.signal, 'abort', { signal: over.signal });
  return { promise: heard.then(nothing, nothing), forget: () => over.abort() };
}

/** What each thread recorded, as if one had. */
function assembled(
  model: Model,
  memory: ReturnType<typeof SharedTruth.memory>,
  reports: readonly (ThreadReport | undefined)[],
  { at, interrupted }: End,
): Measurements {
  const timeline = timelineOf(model);
  const clock = { now: at };
  const truth = new SharedTruth(memory);
  const recorders: (Recorder | undefined)[] = [];
  const hops: Hop[] = [];
  const invariants: InvariantResult[] = [];
  for (const report of reports) {
    if (report === undefined) continue;
    for (const { self, data } of report.recorders) recorders[self] = Recorder.fromData(data, timeline, truth, clock);
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

/** What the threads of this Model share. */
export function sharedTruthPlan(model: Model): Parameters<typeof SharedTruth.memory>[0] {
  return { keys: model.keys.count + model.keys.texts.length, dataSets: model.groups.length, holders: holdersIn(model) };
}

/** Nodes whose instances may hold copies of the same keys. */
function holdersIn(model: Model): { readonly name: string; readonly instances: readonly NodeId[] }[] {
  return model.groups
    .filter(({ inside, instances }) => inside !== null && instances.length > 1)
    .map(({ name, instances }) => ({ name, instances }));
}
