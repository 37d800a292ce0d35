import { KeyNumbering, type Traces, WorkloadTraffic } from '../../catalogue/workload-traffic.js';
import { InputError } from '../../core/problem.js';
import { type Nanoseconds, NEVER } from '../../core/time.js';
import type { KeyModel } from '../../environment/model.js';
import type { Reader } from '../../language/reader.js';
import type { Scenario, WorkloadSettings } from '../scenario.js';

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
  const count = Math.max(1, ...entries.map(([, { config }]) => new WorkloadTraffic(config).keyCount));
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
  try {
    return { ...settings, config: new WorkloadTraffic(settings.config).bound(traces, numbering).config };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    reader.problems.push(...error.problems);
    return settings;
  }
}

function longest(workloads: readonly WorkloadSettings[]): Nanoseconds | undefined {
  const lasting = workloads.map(({ config }) => new WorkloadTraffic(config).lasts).filter((time) => time !== NEVER);
  return lasting.length === 0 ? undefined : Math.max(...lasting);
}
