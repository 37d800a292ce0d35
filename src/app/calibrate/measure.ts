import { BackendServers, type BackendServersOptions } from '../../engines/live/backends/find/backend-servers.js';
import { MissingBackend } from '../../engines/live/backends/find/missing-backend.js';
import { openBackends } from '../../engines/live/backends/open-backends.js';
import { runLive } from '../../engines/live/live-run.js';
import type { Histogram } from '../../metrics/histogram.js';
import { MILLISECOND } from '../../core/time.js';
import type { Model } from '../../environment/model.js';
import type { Measurements } from '../../metrics/measurements.js';
import { RecordedView } from '../../metrics/summarize-view.js';
import { measuredWindow } from '../../metrics/summarize-window.js';
import type { DistributionConfig } from '../../random/distribution.js';
import type { Calibration, OperationTimes } from '../../scenario/calibration.js';
import { loadScenarioText } from '../../scenario/load-scenario.js';

/** Into so many equally likely values a measurement is cut. */
const PARTS = 60;
const WARMUP = 2;
/** What a timer is asked for. */
const WAIT = 5 * MILLISECOND;

export interface MeasureOptions {
  /** Requests per second: few, so that none waits for another. */
  readonly rate: number;
  /** Of each measurement, after its warmup. */
  readonly seconds: number;
  readonly urls?: BackendServersOptions['urls'];
  readonly allowRemote: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** What is going on, a line each. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/** A real server in the place of a kind of node. */
interface Candidate {
  readonly scheme: string;
  readonly kind: string;
  readonly node: string;
  readonly operations: readonly string[];
}

const CANDIDATES: readonly Candidate[] = [
  { scheme: 'postgres', kind: 'store', node: '{ kind: store, backend: postgres }', operations: ['read', 'write'] },
  { scheme: 'redis', kind: 'cache', node: '{ kind: cache, capacity: 100k, backend: redis }', operations: ['read', 'write'] },
  { scheme: 'redis', kind: 'store', node: '{ kind: store, backend: redis }', operations: ['read', 'write'] },
];

/** Measures what this machine takes, one thing after the other. What is not there is left out, and said. */
export async function measureMachine(options: MeasureOptions): Promise<Calibration> {
  const hop = await measureHop(options);
  const timer = await measureTimer(options);
  const backends: Record<string, Record<string, OperationTimes>> = {};
  const servers = new BackendServers({ urls: options.urls, allowRemote: options.allowRemote });
  try {
    for (const candidate of CANDIDATES) {
      if (options.signal?.aborted === true) break;
      // One after the other: they would be in each other's way.
      // oxlint-disable-next-line no-await-in-loop
      const times = await measureBackend(candidate, servers, options);
      if (times !== null) backends[candidate.scheme] = { ...backends[candidate.scheme], [candidate.kind]: times };
    }
  } finally {
    await servers.close();
  }
  return { hop, timer, backends };
}

/** A request that costs nothing, and its answer: half of that is one message. */
async function measureHop(options: MeasureOptions): Promise<DistributionConfig | null> {
  const model = modelOf('{ kind: store }', 'read', options);
  const measurements = await run(model, options);
  return tableOf(viewOf(model, measurements, 'asking').latency(), (value) => value / 2, 'hop', options);
}

async function measureTimer(options: MeasureOptions): Promise<DistributionConfig | null> {
  const model = modelOf('{ kind: service, operations: { "*": [{ wait: 5ms }] } }', 'read', options);
  const measurements = await run(model, options);
  const service = viewOf(model, measurements, 'asked').histogram('sojourn');
  return tableOf(service, (value) => Math.max(0, value - WAIT), 'timer', options);
}

/** null where there is no such server. */
async function measureBackend(
  candidate: Candidate,
  servers: BackendServers,
  options: MeasureOptions,
): Promise<OperationTimes | null> {
  const times: Record<string, DistributionConfig> = {};
  const what = `${candidate.scheme} as a ${candidate.kind}`;
  for (const operation of candidate.operations) {
    const model = modelOf(candidate.node, operation, options);
    let opened;
    try {
      // oxlint-disable-next-line no-await-in-loop
      opened = await openBackends(model, servers);
    } catch (error) {
      if (!(error instanceof MissingBackend)) throw error;
      options.onLine?.(`${what}: not measured, ${error.message}`);
      return null;
    }
    try {
      // oxlint-disable-next-line no-await-in-loop
      const measurements = await run(model, options, opened.prepared);
      const table = tableOf(
        viewOf(model, measurements, 'asked').histogram('sojourn'),
        (value) => value,
        `${what}, ${operation}`,
        options,
      );
      if (table !== null) times[operation] = table;
    } finally {
      // oxlint-disable-next-line no-await-in-loop
      await opened.close();
    }
  }
  return times;
}

async function run(model: Model, { allowRemote, signal }: MeasureOptions, backends = {}): Promise<Measurements> {
  const { measurements } = await runLive(model, { threads: 1, backends, allowRemote, signal });
  return measurements;
}

function modelOf(node: string, operation: string, { rate, seconds }: MeasureOptions): Model {
  const scenario = loadScenarioText(`
sysdesign: 1
title: calibration
duration: ${WARMUP + seconds}s
warmup: ${WARMUP}s
workloads:
  asking: { target: asked, arrivals: poisson(${rate}/s), keys: uniform(1000), mix: { ${operation}: 1 }, size: 1KB }
nodes:
  asked: ${node}
`);
  return scenario.arms[0]!.model();
}

function viewOf(model: Model, { recorders, timeline, endedAt }: Measurements, group: string): RecordedView {
  const [id] = model.groups.find(({ name }) => name === group)!.instances;
  const window = measuredWindow('measured', model.warmup, model.duration, timeline, endedAt)!;
  return new RecordedView([recorders[id!]!], window);
}

/** null where nothing was measured. */
function tableOf(
  histogram: Histogram,
  adjusted: (value: number) => number,
  what: string,
  { onLine }: MeasureOptions,
): DistributionConfig | null {
  if (histogram.count === 0) {
    onLine?.(`${what}: not measured, no request was answered`);
    return null;
  }
  const values = Float64Array.from({ length: PARTS }, (_, part) =>
    Math.round(adjusted(histogram.quantile((part + 0.5) / PARTS))),
  );
  const [median, high] = [values[PARTS >> 1]!, values[PARTS - 1]!].map((value) => `${Math.round(value / 1000)} µs`);
  onLine?.(`${what}: ${median} usually, ${high} at worst, of ${histogram.count} measured`);
  return { name: 'empirical', arguments: [], values };
}
