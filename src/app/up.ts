import { catalogue } from '../catalogue/catalogue.js';
import { InputError } from '../core/problem.js';
import { LiveSystem } from '../engines/live/live-system.js';
import type { Model } from '../environment/model.js';
import type { LoadedArm, LoadedScenario } from '../scenario/load-scenario.js';
import { liveModel, type LiveFlags, type LiveSettings, liveSettings, portsOfHosts } from './live-settings.js';
import { load, type LoadOptions } from './run.js';
import { controlFolder, socketPath } from './up/control-folder.js';
import { ControlServer } from './up/control-server.js';
import { FaultBook } from './up/fault-book.js';
import { MetricsServer } from './up/metrics-server.js';
import { type PageOptions, upPage } from './up/page.js';
import { prometheusText } from './up/prometheus.js';
import { readPorts } from './up/read-ports.js';

export interface UpOptions extends LoadOptions, LiveFlags {
  /** Whether workloads send requests. */
  readonly load?: boolean | undefined;
  /** Which arm; the first without it. */
  readonly arm?: string | undefined;
  /** `gateway=8080` */
  readonly port?: readonly string[] | undefined;
  /** Of the metrics; any that is free without it. */
  readonly metricsPort?: number | undefined;
  /** Where the socket for faults is. */
  readonly folder?: string | undefined;
}

/** A system that is up until it is stopped. */
export interface Up {
  page(options: PageOptions): string;
  /** Settles with what went wrong, if anything does. */
  readonly failed: Promise<Error>;
  stop(): Promise<void>;
}

/** As long as times can be counted in nanoseconds, give or take: a hundred days. */
const FOR_EVER = 100 * 86_400 * 1_000_000_000;

/** Starts a scenario's nodes and leaves them up. Throws InputError with everything that is wrong with what was given. */
export async function up(file: string, options: UpOptions = {}): Promise<Up> {
  const scenario = await load(file, options);
  const settings = liveSettings(scenario, options);
  const model = endless(armOf(scenario, options.arm), scenario.seed, settings);
  const ports = portsOfHosts(model, { ...settings.ports, ...readPorts(options.port ?? [], model) });
  const path = await socketPath(options.folder ?? controlFolder(), process.pid);
  const system = await LiveSystem.start(model, { ...settings, ports, load: options.load === true, plugins: options.plugins });
  const closing: (() => Promise<void>)[] = [() => system.stop()];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).toReversed()) {
      // Orders and questions end before those who carry them out.
      // oxlint-disable-next-line no-await-in-loop
      await close();
    }
  };
  try {
    const book = new FaultBook(model, catalogue, system);
    closing.push(async () => book.close());
    const began = performance.now();
    const metrics = await MetricsServer.open(options.metricsPort ?? 0, () => metricsText(model, system, book, began));
    closing.push(() => metrics.close());
    const control = await ControlServer.open(path, {
      title: model.title,
      begin: (request) => book.begin(request),
      end: (name) => book.end(name),
      list: () => book.list(),
    });
    closing.push(() => control.close());
    const facts = { model, ports: system.ports, controlPort: metrics.port, load: options.load === true };
    return { page: (page) => upPage(facts, catalogue, page), failed: system.failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function armOf({ arms }: LoadedScenario, name: string | undefined): LoadedArm {
  if (name === undefined) return arms[0]!;
  const arm = arms.find((one) => one.name === name);
  if (arm !== undefined) return arm;
  throw new InputError([{ message: `there is no arm ${name}`, hint: `there are ${arms.map((one) => one.name).join(', ')}` }]);
}

/** Nothing ends, nothing goes wrong by itself, and everything counts. */
function endless(arm: LoadedArm, seed: number, settings: LiveSettings): Model {
  const model = liveModel(arm, seed, { ...settings, duration: FOR_EVER, warmup: 0 });
  return { ...model, drain: 0, windows: [], actions: [] };
}

async function metricsText(model: Model, system: LiveSystem, book: FaultBook, began: number): Promise<string> {
  const recorders = await system.recorders();
  const recorded = recorders.flatMap((recorder, self) => {
    const { name, group } = model.instances[self]!;
    const { name: node, kind } = model.groups[group]!;
    return recorder === undefined ? [] : [{ node, name, metrics: catalogue.kind(kind).metrics, recorder }];
  });
  return prometheusText({ title: model.title, uptimeSeconds: (performance.now() - began) / 1000, recorded, faults: book.list() });
}
