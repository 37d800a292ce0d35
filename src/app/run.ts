import { type Catalogue, catalogue as everything } from '../catalogue/catalogue.js';
import type { RunResult } from '../metrics/run-result.js';
import { type LoadedScenario, loadScenario, loadScenarioText } from '../scenario/load-scenario.js';
import { calibratedArms } from './calibrate/calibrated-arms.js';
import { loadPlugins } from './load-plugins.js';
import { runScenario, type RunScenarioOptions } from './run-scenario.js';

export interface LoadOptions {
  /** `path=value`, as with `--set`; later ones win. */
  readonly set?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  /** How often each arm runs, with seeds derived from the scenario's. */
  readonly trials?: number | undefined;
  /** Modules whose definitions the scenario may name. */
  readonly plugins?: readonly string[] | undefined;
  /** A file that `calibrate` has written: what this machine takes comes on top of what the scenario says, but not in live runs. */
  readonly calibration?: string | undefined;
}

export interface RunOptions extends LoadOptions, RunScenarioOptions {}

/**
 * Runs a scenario and judges it. `pathOrText` is a file (`-` is standard input), or the text of a scenario if it has more
 * than one line. Throws InputError with every problem of the input at once; an expectation that fails does not throw.
 *
 * ```ts
 * const result = await run('scenarios/quickstart.yaml', { set: ['parameters.load=4000/s'] });
 * result.verdict; // 'pass'
 * result.arms[0]!.metrics['shoppers.latency.p99']; // { value: 41.2, unit: 'ms' }
 * ```
 */
export async function run(pathOrText: string, options: RunOptions = {}): Promise<RunResult> {
  const scenario = await load(pathOrText, options);
  return runScenario(scenario, calibratedArms(scenario.arms, options.calibration, everything), everything, options);
}

/** Reads and checks a scenario without running it. Throws InputError with every problem found. */
export async function load(
  pathOrText: string,
  options: LoadOptions = {},
  catalogue: Catalogue = everything,
): Promise<LoadedScenario> {
  await loadPlugins(options.plugins ?? [], catalogue);
  const { set, seed, trials } = options;
  const given = { ...(set === undefined ? {} : { set }), seed, trials, catalogue };
  return pathOrText.includes('\n') ? loadScenarioText(pathOrText, given) : loadScenario(pathOrText, given);
}
