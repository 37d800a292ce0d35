import { InputError } from '../../core/problem.js';
import { BackendServers, type BackendServersOptions } from '../../engines/live/backends/find/backend-servers.js';
import { MissingBackend } from '../../engines/live/backends/find/missing-backend.js';
import { openBackends } from '../../engines/live/backends/open-backends.js';
import { LiveSystem } from '../../engines/live/live-system.js';
import { type CapacityFigures, probeCapacity } from '../../engines/live/probe/probe-capacity.js';
import type { GroupModel, Model } from '../../environment/model.js';
import type { WorkloadConfig } from '../../workloads/workload-config.js';
import { type LiveFlags, liveModel, liveSettings, portsOfHosts } from '../live-settings.js';
import { NotJudged } from '../not-judged.js';
import { load, type LoadOptions } from '../run.js';
import { sampleRequests } from './sample-requests.js';

export interface ProbeOptions extends LoadOptions, LiveFlags {
  readonly arm?: string | undefined;
  readonly connections: number;
  readonly seconds: number;
  readonly urls?: BackendServersOptions['urls'];
}

/** How much the target of one workload takes. */
export interface Capacity extends CapacityFigures {
  readonly workload: string;
  /** The instance that was asked. */
  readonly target: string;
  readonly connections: number;
  readonly seconds: number;
}

/** Different requests that are asked by turns: more than a cache's few hottest keys, and few enough to be held ready. */
const SAMPLE = 2000;

/**
 * Starts the nodes of a scenario and asks the target of each workload as fast as it answers, one workload after the other.
 * Throws InputError for what is wrong with what was given, NotJudged where a server is missing.
 */
export async function probeScenario(file: string, options: ProbeOptions): Promise<readonly Capacity[]> {
  const scenario = await load(file, options);
  const settings = liveSettings(scenario, options);
  const arm = options.arm === undefined ? scenario.arms[0]! : scenario.arms.find(({ name }) => name === options.arm);
  if (arm === undefined) {
    const hint = `there are ${scenario.arms.map(({ name }) => name).join(', ')}`;
    throw new InputError([{ message: `there is no arm ${options.arm}`, hint }]);
  }
  const model = calm(liveModel(arm, scenario.seed, settings));
  const servers = new BackendServers({ urls: options.urls, allowRemote: settings.allowRemote });
  try {
    const opened = await openBackends(model, servers);
    try {
      const { threads, work, allowRemote } = settings;
      const ports = portsOfHosts(model, settings.ports);
      const given = { threads, work, allowRemote, ports, backends: opened.prepared, plugins: options.plugins };
      const system = await LiveSystem.start(model, { ...given, load: false });
      try {
        return await probeAll(model, system.ports, options);
      } finally {
        await system.stop();
      }
    } finally {
      await opened.close();
    }
  } catch (error) {
    throw error instanceof MissingBackend ? new NotJudged(error.message) : error;
  } finally {
    await servers.close();
  }
}

async function probeAll(
  model: Model,
  ports: readonly (number | undefined)[],
  { connections, seconds }: ProbeOptions,
): Promise<Capacity[]> {
  const found: Capacity[] = [];
  for (const workload of model.groups.filter(({ kind }) => kind === 'workload')) {
    const config = workload.config as WorkloadConfig;
    const target = firstOf(model, config.target);
    const requests = sampleRequests(model, workload.name, config, SAMPLE);
    // One after the other: each is to have the machine for itself.
    // oxlint-disable-next-line no-await-in-loop
    const figures = await probeCapacity({ port: ports[target.host]!, requests, connections, seconds });
    found.push({ workload: workload.name, target: target.name, connections, seconds, ...figures });
  }
  return found;
}

function firstOf(model: Model, target: string): Model['instances'][number] {
  const group = model.groups.find(({ name }: GroupModel) => name === target)!;
  return model.instances[group.instances[0]!]!;
}

/** Nothing ends, and nothing goes wrong by itself. */
function calm(model: Model): Model {
  return { ...model, duration: FOR_EVER, warmup: 0, drain: 0, windows: [], actions: [], series: { width: FOR_EVER, count: 1 } };
}

const FOR_EVER = 100 * 86_400 * 1_000_000_000;
