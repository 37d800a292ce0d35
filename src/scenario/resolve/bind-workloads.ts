import { InputError, type Position } from '../../core/problem.js';
import { type Nanoseconds, NEVER } from '../../core/time.js';
import type { KeyModel } from '../../environment/model.js';
import type { Reader } from '../../language/reader.js';
import { lastingOf } from '../../workloads/arrivals/arrivals-schema.js';
import type { ReplayOptions } from '../../workloads/arrivals/replay.js';
import { KeyNumbering } from '../../workloads/keys/key-numbering.js';
import { keyCountOf } from '../../workloads/keys/keys-schema.js';
import { replayOf, withTrace } from '../../workloads/replayed-workload.js';
import { readTrace } from '../../workloads/traces/read-trace.js';
import type { Trace } from '../../workloads/traces/trace.js';
import type { WorkloadConfig } from '../../workloads/workload-config.js';
import type { Scenario, WorkloadSettings } from '../scenario.js';

/** Recorded requests by file and by how it is read, so that arms share them. */
export class Traces {
  readonly #known = new Map<string, Trace>();

  constructor(private readonly readData: (path: string, from: Position) => Uint8Array) {}

  /** Throws InputError that points at the place where the file is named. */
  read({ file, format, reading }: ReplayOptions): Trace {
    const { path, at } = file!;
    const key = JSON.stringify([path, at.file, format, reading]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const bytes = this.readData(path, at);
    const trace = placed(() => readTrace(bytes, path, format, reading), at);
    this.#known.set(key, trace);
    return trace;
  }
}

/** What workloads bring into a Model: the keys they are about, how long they last, and their traces. */
export interface BoundWorkloads {
  readonly workloads: Readonly<Record<string, WorkloadSettings>>;
  readonly keys: KeyModel;
  /** The scenario's own, or else how long its longest workload goes on; undefined where all would go on for ever. */
  readonly duration: Nanoseconds | undefined;
}

/** Reports traces that cannot be read. */
export function bindWorkloads(scenario: Scenario, traces: Traces, reader: Reader): BoundWorkloads {
  const entries = Object.entries(scenario.workloads);
  const count = Math.max(1, ...entries.map(([, { config }]) => keyCountOf((config as WorkloadConfig).keys)));
  const numbering = new KeyNumbering(count);
  const workloads: Record<string, WorkloadSettings> = {};
  for (const [name, settings] of entries) workloads[name] = bind(settings, traces, numbering, reader);
  return {
    workloads,
    keys: { count, texts: numbering.texts() },
    duration: scenario.duration ?? longest(Object.values(workloads)),
  };
}

function bind(settings: WorkloadSettings, traces: Traces, numbering: KeyNumbering, reader: Reader): WorkloadSettings {
  const config = settings.config as WorkloadConfig;
  const replay = replayOf(config);
  if (replay === null || replay.file === null) return settings;
  try {
    const trace = traces.read(replay);
    return { ...settings, config: withTrace(config, trace, numbering.add(trace.keyTexts)) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    reader.problems.push(...error.problems);
    return settings;
  }
}

function longest(workloads: readonly WorkloadSettings[]): Nanoseconds | undefined {
  const lasting = workloads.map(({ config }) => lastingOf((config as WorkloadConfig).arrivals)).filter((time) => time !== NEVER);
  return lasting.length === 0 ? undefined : Math.max(...lasting);
}

function placed<T>(read: () => T, at: Position): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => ({ ...problem, at: problem.at ?? at })));
  }
}
