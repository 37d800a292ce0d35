import type { Catalogue } from '../../catalogue/catalogue.js';
import { BackendServers, type BackendServersOptions } from '../../engines/live/backends/find/backend-servers.js';
import { MissingBackend } from '../../engines/live/backends/find/missing-backend.js';
import { openBackends } from '../../engines/live/backends/open-backends.js';
import { runLive } from '../../engines/live/live-run.js';
import type { Model } from '../../environment/model.js';
import type { RunControl } from '../../executors/inline.js';
import type { Measurements } from '../../metrics/measurements.js';
import type { Engine } from '../engines.js';
import { type LiveSettings, portsOfHosts } from '../live-settings.js';
import { measureArm } from '../measure-arm.js';
import { NotJudged } from '../not-judged.js';

export interface LiveEngineOptions {
  readonly settings: LiveSettings;
  /** By scheme: addresses of servers that go before those of the scenario. */
  readonly urls?: BackendServersOptions['urls'];
  readonly plugins?: readonly string[] | undefined;
  /** What a person should know while it runs, a line each. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/** Runs Models in real time on this machine. What it has started in order to do so is ended by `close`. */
export class LiveEngine implements Engine {
  readonly name = 'live';
  readonly repeats = true;
  readonly #servers: BackendServers;
  /** What was said already. */
  readonly #lines = new Set<string>();

  constructor(private readonly options: LiveEngineOptions) {
    this.#servers = new BackendServers({ urls: options.urls, allowRemote: options.settings.allowRemote });
  }

  measure(...[model, settings, catalogue, control, trace]: Parameters<Engine['measure']>): ReturnType<Engine['measure']> {
    const run = (one: Model, _catalogue: Catalogue, ofOne: RunControl): Promise<Measurements> => this.#run(one, ofOne);
    return measureArm(run, model, settings, catalogue, control, trace);
  }

  async close(): Promise<void> {
    await this.#servers.close();
  }

  /** Throws NotJudged where a server is missing. */
  async #run(model: Model, { signal, onProgress }: RunControl): Promise<Measurements> {
    const { settings, plugins } = this.options;
    const opened = await this.#open(model);
    const warnings: string[] = [...opened.warnings];
    let measurements: Measurements;
    try {
      const { threads, work, ports, allowRemote } = settings;
      const backends = opened.prepared;
      const hosts = { ports: portsOfHosts(model, ports), threads, work };
      const outcome = await runLive(model, { ...hosts, backends, allowRemote, plugins, signal, onProgress });
      measurements = outcome.measurements;
      warnings.push(...outcome.warnings);
    } finally {
      warnings.push(...(await opened.close()));
    }
    return { ...measurements, warnings };
  }

  async #open(model: Model): ReturnType<typeof openBackends> {
    try {
      const opened = await openBackends(model, this.#servers);
      for (const line of opened.lines) this.#say(line);
      return opened;
    } catch (error) {
      throw error instanceof MissingBackend ? new NotJudged(error.message) : error;
    }
  }

  /** Once, however many arms and trials there are. */
  #say(line: string): void {
    if (this.#lines.has(line)) return;
    this.#lines.add(line);
    this.options.onLine?.(line);
  }
}
