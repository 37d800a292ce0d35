import { basename, extname, join } from 'node:path';
import { catalogue } from '../catalogue/catalogue.js';
import { InputError, type Problem } from '../core/problem.js';
import type { RunResult } from '../metrics/run-result.js';
import { calibratedArms } from './calibrate/calibrated-arms.js';
import type { LiveScenarioOptions } from './live/run-live-scenario.js';
import { resolvedScenario } from './resolved-scenario.js';
import { load, type LoadOptions } from './run.js';
import { runScenario, type RunScenarioOptions } from './run-scenario.js';
import { saveResults } from './save-results.js';

/** A scenario that was read from a file and may be run. */
export interface ReadyScenario {
  /** As given. */
  readonly file: string;
  readonly arms: number;
  readonly expectations: number;
  run(options: RunScenarioOptions): Promise<RunResult>;
  /** In real time on this machine. Throws NotJudged where a server is missing. */
  runLive(options: LiveScenarioOptions): Promise<RunResult>;
  /** Writes its results and itself below a folder, in one of its own where there are several scenarios. */
  save(result: RunResult, folder: string): Promise<void>;
}

/** Reads scenarios, so that none runs before all are known to be right. Throws InputError with the problems of all files. */
export async function loadAll(files: readonly string[], options: LoadOptions): Promise<ReadyScenario[]> {
  const problems: Problem[] = [];
  const ready: ReadyScenario[] = [];
  for (const file of files) {
    try {
      // In order, so that the problems are, too.
      // oxlint-disable-next-line no-await-in-loop
      const scenario = await load(file, options);
      const arms = calibratedArms(scenario.arms, options.calibration, catalogue);
      const folderOf = (folder: string) => (files.length > 1 ? join(folder, basename(file, extname(file))) : folder);
      ready.push({
        file,
        arms: scenario.arms.length,
        expectations: scenario.expectations.length,
        run: (runOptions) => runScenario(scenario, arms, catalogue, runOptions),
        runLive: async (liveOptions) => {
          const { runLiveScenario } = await import('./live/run-live-scenario.js');
          return runLiveScenario(scenario, scenario.arms, catalogue, { ...liveOptions, plugins: options.plugins });
        },
        save: (result, folder) => saveResults(result, resolvedScenario(file, scenario.source), folderOf(folder)),
      });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return ready;
}
