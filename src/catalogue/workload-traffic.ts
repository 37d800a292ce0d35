import { InputError, type Position } from '../core/problem.js';
import { type Nanoseconds } from '../core/time.js';
import { lastingOf } from '../workloads/arrivals/arrivals-schema.js';
import type { ReplayOptions } from '../workloads/arrivals/replay.js';
import { KeyNumbering } from '../workloads/keys/key-numbering.js';
import { keyCountOf } from '../workloads/keys/keys-schema.js';
import { operationsOf } from '../workloads/recorded-operations.js';
import { replayOf, withTrace } from '../workloads/replayed-workload.js';
import { readTrace } from '../workloads/traces/read-trace.js';
import type { Trace } from '../workloads/traces/trace.js';
import type { WorkloadConfig } from '../workloads/workload-config.js';

export { KeyNumbering };

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

/** What a scenario must know of a workload whose configuration it cannot look into. */
export class WorkloadTraffic {
  constructor(readonly config: unknown) {}

  /** How many keys are numbers because of it. */
  get keyCount(): number {
    return keyCountOf(this.#known.keys);
  }

  /** The operations that it asks for, sorted. */
  get operations(): readonly string[] {
    return operationsOf(this.#known);
  }

  /** How long it goes on by itself; Infinity where the scenario has to say when it ends. */
  get lasts(): Nanoseconds {
    return lastingOf(this.#known.arrivals);
  }

  /** With its trace where it replays one, the trace's keys numbered. Throws InputError. */
  bound(traces: Traces, numbering: KeyNumbering): WorkloadTraffic {
    const replay = replayOf(this.#known);
    if (replay === null || replay.file === null) return this;
    const trace = traces.read(replay);
    return new WorkloadTraffic(withTrace(this.#known, trace, numbering.add(trace.keyTexts)));
  }

  get #known(): WorkloadConfig {
    return this.config as WorkloadConfig;
  }
}

function placed<T>(read: () => T, at: Position): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => ({ ...problem, at: problem.at ?? at })));
  }
}
