import { availableParallelism } from 'node:os';
import { catalogue } from '../catalogue/catalogue.js';
import { InputError } from '../core/problem.js';
import { BackendServers, type BackendServersOptions } from '../engines/live/backends/find/backend-servers.js';
import { MissingBackend } from '../engines/live/backends/find/missing-backend.js';
import { type OpenBackends, openBackends } from '../engines/live/backends/open-backends.js';
import { LiveSystem } from '../engines/live/live-system.js';
import { scaleModel } from '../engines/scale-model.js';
import type { Model } from '../environment/model.js';
import type { LoadedArm, LoadedScenario } from '../scenario/load-scenario.js';
import { checkDemand } from './live-demand.js';
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
  /** By scheme: addresses of servers that go before those of the scenario. */
  readonly urls?: BackendServersOptions['urls'];
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
  const arm = armOf(scenario, options.arm);
  const withLoad = options.load === true;
  if (withLoad) checkDemand(liveModel(arm, scenario.seed, settings), settings, availableParallelism(), catalogue);
  const model = endless(arm, scenario.seed, settings);
  const ports = portsOfHosts(model, { ...settings.ports, ...readPorts(options.port ?? [], model) });
  expectPort(options.metricsPort);
  const path = await socketPath(options.folder ?? controlFolder(), process.pid);
  const closing = new Closing();
  try {
    const opened = await backendsOf(model, settings, options, closing);
    const { threads, work, allowRemote } = settings;
    const hosts = { threads, work, ports, allowRemote, backends: opened.prepared, plugins: options.plugins };
    const system = closing.add(await LiveSystem.start(model, { ...hosts, load: withLoad }), (one) => one.stop());
    const book = closing.add(new FaultBook(model, catalogue, system), (one) => one.close());
    const began = performance.now();
    const text = (): Promise<string> => metricsText(model, system, book, began);
    const metrics = closing.add(await MetricsServer.open(options.metricsPort ?? 0, text), (one) => one.close());
    const { title } = model;
    closing.add(await ControlServer.open(path, title, book), (one) => one.close());
    const facts = { model, ports: system.ports, servers: opened.lines, metricsPort: metrics.port, load: withLoad };
    return { page: (page) => upPage(facts, catalogue, page), failed: system.failed, stop: () => closing.close() };
  } catch (error) {
    await closing.close();
    throw error instanceof MissingBackend ? new InputError([{ message: error.message }]) : error;
  }
}

/** What has to be closed, the last first: orders and questions end before those who carry them out. */
class Closing {
  readonly #all: (() => Promise<unknown> | void)[] = [];

  add<Thing>(thing: Thing, close: (thing: Thing) => Promise<unknown> | void): Thing {
    this.#all.push(() => close(thing));
    return thing;
  }

  async close(): Promise<void> {
    // One after the other, in this order.
    // oxlint-disable-next-line no-await-in-loop
    for (const close of this.#all.splice(0).toReversed()) await close();
  }
}

/** Real servers for the nodes that want one. */
async function backendsOf(model: Model, settings: LiveSettings, options: UpOptions, closing: Closing): Promise<OpenBackends> {
  const { allowRemote } = settings;
  const servers = closing.add(new BackendServers({ urls: options.urls, allowRemote }), (one) => one.close());
  return closing.add(await openBackends(model, servers), (one) => one.close());
}

const LAST_PORT = 65_535;

function expectPort(port: number | undefined): void {
  if (port === undefined || port <= LAST_PORT) return;
  throw new InputError([{ message: `--metrics-port ${port}: the last port is ${LAST_PORT}` }]);
}

function armOf({ arms }: LoadedScenario, name: string | undefined): LoadedArm {
  if (name === undefined) return arms[0]!;
  const arm = arms.find((one) => one.name === name);
  if (arm !== undefined) return arm;
  throw new InputError([{ message: `there is no arm ${name}`, hint: `there are ${arms.map((one) => one.name).join(', ')}` }]);
}

/** Nothing ends, nothing goes wrong by itself, and everything counts. */
function endless(arm: LoadedArm, seed: number, settings: LiveSettings): Model {
  const whole = liveModel(arm, seed, { ...settings, duration: FOR_EVER, warmup: 0 });
  const model = scaleModel(whole, settings.rate, catalogue);
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
