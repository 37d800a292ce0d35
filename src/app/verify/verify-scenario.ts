import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Model } from '../../environment/model.js';
import type { ArmResult, RunResult } from '../../metrics/run-result.js';
import type { VerifyResult } from '../../metrics/verify-result.js';
import type { LoadedArm, LoadedScenario } from '../../scenario/load-scenario.js';
import { type Engine, engineNamed } from '../engines.js';
import { NotJudged } from '../not-judged.js';
import { runScenario } from '../run-scenario.js';
import { trialSeed } from '../trial-seed.js';
import { compareEngines, verdictOf } from './compare-engines.js';

export interface VerifyOptions {
  /** How often each arm runs in the virtual and in the live engine. */
  readonly runs: number;
  /** null where this machine has not what the live engine needs. */
  readonly live: Engine | null;
  /** As the live engine runs them; the same as the others where absent. A calibration is for those that only model this machine. */
  readonly liveArms?: readonly LoadedArm[] | undefined;
  /** Why there is no live engine, for people. */
  readonly missing?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Of everything, 0 to 1. */
  readonly onProgress?: ((share: number, engine: string, run: number) => void) | undefined;
}

/** Runs arms in every engine, each time under the same seed in both that have one, and puts side by side what came out. */
export async function verifyScenario(
  scenario: LoadedScenario,
  arms: readonly LoadedArm[],
  catalogue: Catalogue,
  options: VerifyOptions,
): Promise<VerifyResult> {
  const { runs, live, signal } = options;
  const findings = live === null && options.missing !== undefined ? [options.missing] : [];
  const [virtualRuns, liveRuns]: [RunResult[], RunResult[]] = [[], []];
  const once = (engine: Engine, seed: number, those = arms): Promise<RunResult> =>
    runOnce(scenario, those, catalogue, { engine, seed, signal });
  const theory = await once(engineNamed('theory'), scenario.seed);
  for (let run = 0; run < runs; run++) {
    if (signal?.aborted === true) break;
    const seed = trialSeed(scenario.seed, run);
    options.onProgress?.(run / runs, 'virtual', run + 1);
    // One run after the other: they would be in each other's way on this machine.
    // oxlint-disable-next-line no-await-in-loop
    virtualRuns.push(await once(engineNamed('virtual'), seed));
    if (live === null || findings.length > 0) continue;
    options.onProgress?.((run + 0.1) / runs, 'live', run + 1);
    try {
      // oxlint-disable-next-line no-await-in-loop
      liveRuns.push(await once(live, seed, options.liveArms));
    } catch (error) {
      if (!(error instanceof NotJudged)) throw error;
      findings.push(error.message);
    }
  }
  const verified = theory.arms.map((arm) =>
    compareEngines({ virtual: ofArm(virtualRuns, arm), live: ofArm(liveRuns, arm), theory: arm, findings }, scenario.agreement),
  );
  return { schemaVersion: 1, scenario: scenario.title, seed: scenario.seed, runs, verdict: verdictOf(verified), arms: verified };
}

function ofArm(results: readonly RunResult[], { name }: ArmResult): ArmResult[] {
  return results.filter(({ interrupted }) => !interrupted).flatMap(({ arms }) => arms.find((arm) => arm.name === name) ?? []);
}

interface Once {
  readonly engine: Engine;
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
}

/** One trial of every arm, without its expectations: they are judged elsewhere. */
function runOnce(
  scenario: LoadedScenario,
  arms: readonly LoadedArm[],
  catalogue: Catalogue,
  { engine, seed, signal }: Once,
): Promise<RunResult> {
  const single: LoadedScenario = { ...scenario, seed, trials: 1, expectations: [] };
  const seeded = arms.map((arm) => ({ ...arm, model: (): Model => arm.model(seed) }));
  return runScenario(single, seeded, catalogue, { engine, signal });
}
