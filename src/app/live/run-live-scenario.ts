import { availableParallelism } from 'node:os';
import type { Catalogue } from '../../catalogue/catalogue.js';
import { scaleModel } from '../../engines/scale-model.js';
import type { RunResult } from '../../metrics/run-result.js';
import type { LoadedArm, LoadedScenario } from '../../scenario/load-scenario.js';
import { checkDemand } from '../live-demand.js';
import { type LiveFlags, liveModel, type LiveSettings, liveSettings } from '../live-settings.js';
import { runScenario, type RunScenarioOptions } from '../run-scenario.js';
import { LiveEngine, type LiveEngineOptions } from './live-engine.js';

export interface LiveScenarioOptions extends Omit<RunScenarioOptions, 'engine'>, Omit<LiveEngineOptions, 'settings'> {
  readonly flags?: LiveFlags | undefined;
}

/**
 * Runs arms of a scenario in real time on this machine. Throws InputError where it asks too much of the machine, NotJudged
 * where a server is missing.
 */
export async function runLiveScenario(
  scenario: LoadedScenario,
  arms: readonly LoadedArm[],
  catalogue: Catalogue,
  options: LiveScenarioOptions = {},
): Promise<RunResult> {
  const settings = liveSettings(scenario, options.flags);
  for (const arm of arms) checkDemand(liveModel(arm, scenario.seed, settings), settings, availableParallelism(), catalogue);
  const engine = new LiveEngine({ settings, urls: options.urls, plugins: options.plugins, onLine: options.onLine });
  try {
    return await runScenario(
      scenario,
      arms.map((arm) => forThisMachine(arm, settings, catalogue)),
      catalogue,
      { ...options, engine },
    );
  } finally {
    await engine.close();
  }
}

/** The same arm, as long and under as much load as the settings say. */
export function forThisMachine(arm: LoadedArm, settings: LiveSettings, catalogue: Catalogue): LoadedArm {
  const { seed: own } = arm.model();
  return { ...arm, model: (seed = own) => scaleModel(liveModel(arm, seed, settings), settings.rate, catalogue) };
}
