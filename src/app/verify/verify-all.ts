import { availableParallelism } from 'node:os';
import { catalogue } from '../../catalogue/catalogue.js';
import type { VerifyResult } from '../../metrics/verify-result.js';
import { calibratedArms } from '../calibrate/calibrated-arms.js';
import type { LiveEngineOptions } from '../live/live-engine.js';
import { checkDemand } from '../live-demand.js';
import { type LiveFlags, liveModel, liveSettings } from '../live-settings.js';
import { load, type LoadOptions } from '../run.js';
import { verifyScenario } from './verify-scenario.js';

export interface VerifyAllOptions extends Omit<LoadOptions, 'trials'>, Pick<LiveEngineOptions, 'urls' | 'onLine'> {
  readonly runs: number;
  readonly flags?: LiveFlags | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((file: string, share: number, engine: string, run: number) => void) | undefined;
}

/**
 * Verifies scenarios one after the other. All are read before any runs. Throws InputError with what is wrong with one, or where one asks
 * more of this machine than it has.
 */
export async function verifyAll(files: readonly string[], options: VerifyAllOptions): Promise<VerifyResult[]> {
  const { set, seed, plugins, flags, signal } = options;
  const scenarios = [];
  // oxlint-disable-next-line no-await-in-loop
  for (const file of files) scenarios.push({ file, scenario: await load(file, { set, seed, plugins, trials: 1 }) });
  const ready = scenarios.map(({ file, scenario }) => {
    const settings = liveSettings(scenario, flags);
    for (const arm of scenario.arms)
      checkDemand(liveModel(arm, scenario.seed, settings), settings, availableParallelism(), catalogue);
    return { file, scenario, settings };
  });
  const { LiveEngine } = await import('../live/live-engine.js');
  const { forThisMachine } = await import('../live/run-live-scenario.js');
  const results: VerifyResult[] = [];
  for (const { file, scenario, settings } of ready) {
    if (signal?.aborted === true) break;
    const live = new LiveEngine({ settings, urls: options.urls, plugins, onLine: options.onLine });
    const liveArms = scenario.arms.map((arm) => forThisMachine(arm, settings, catalogue));
    const arms = calibratedArms(liveArms, options.calibration, catalogue);
    const onProgress = (share: number, engine: string, run: number): void => options.onProgress?.(file, share, engine, run);
    try {
      // oxlint-disable-next-line no-await-in-loop
      results.push(await verifyScenario(scenario, arms, catalogue, { runs: options.runs, live, liveArms, signal, onProgress }));
    } finally {
      // oxlint-disable-next-line no-await-in-loop
      await live.close();
    }
  }
  return results;
}
