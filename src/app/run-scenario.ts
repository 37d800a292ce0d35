import type { Catalogue } from '../catalogue/catalogue.js';
import type { EngineName } from '../core/definition.js';
import { beyondTheory } from '../expectations/beyond-theory.js';
import { judge } from '../expectations/judge.js';
import { withoutVerdict } from '../expectations/without-verdict.js';
import { runVerdict } from '../expectations/run-verdict.js';
import type { ArmResult, ExpectationResult, RunResult } from '../metrics/run-result.js';
import { mergeTrials } from '../metrics/summarize-trials.js';
import { declareArm } from '../scenario/declare-arm.js';
import type { LoadedArm, LoadedScenario } from '../scenario/load-scenario.js';
import { type Engine, engineNamed } from './engines.js';
import { gatherInvariants } from './gather-invariants.js';
import type { MeasuredArm } from './measure-arm.js';
import { tracedRequest } from './traced-request.js';
import { trialSeed } from './trial-seed.js';

export interface RunScenarioOptions {
  /** What runs it; `virtual` when absent. */
  readonly engine?: EngineName | Engine | undefined;
  /** `shoppers/1234` or `shoppers/slowest`: the request whose path goes into each arm's `trace`. */
  readonly trace?: string | undefined;
  /** Of the intervals over trials; 0.95 when absent. */
  readonly confidence?: number | undefined;
  /** Ends the run early, with what was measured until then. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
}

export interface RunProgress {
  /** Of everything that is to run, 0 to 1. */
  readonly share: number;
  readonly arm: string;
  readonly trial: number;
  readonly trials: number;
}

const USUAL_ENGINE: EngineName = 'virtual';
const USUAL_CONFIDENCE = 0.95;

/** Runs arms of a scenario, usually its own, in every trial under the same random numbers, and judges what came out. */
export async function runScenario(
  scenario: LoadedScenario,
  arms: readonly LoadedArm[],
  catalogue: Catalogue,
  options: RunScenarioOptions = {},
): Promise<RunResult> {
  const engine = engineOf(options);
  const planned = trialsIn(engine, scenario);
  const trials = await measureTrials(scenario, arms, catalogue, options);
  const measured = trials.flat();
  const interrupted = measured.length < arms.length * planned || measured.some((arm) => arm.interrupted);
  const confidence = options.confidence ?? USUAL_CONFIDENCE;
  const declared = arms.map((arm) => declareArm(arm.model(), catalogue));
  const results = trials.map((trial) => trial.map(({ result }) => result));
  const complete = results.filter((trial) => trial.length === arms.length);
  const judged = scenario.expectations.map((expectation) =>
    complete.length === 0 ? unjudged(expectation.text) : judge(expectation, complete, { declared, confidence, interrupted }),
  );
  const expectations = beyondTheory(withoutVerdict(judged, results.flat()), results.flat());
  const invariants = gatherInvariants(trials);
  return {
    schemaVersion: 1,
    scenario: scenario.title,
    engine: engine.name,
    seed: scenario.seed,
    trials: planned,
    ...(planned > 1 ? { confidence } : {}),
    interrupted,
    verdict: runVerdict(expectations, invariants, interrupted),
    arms: mergedArms(arms, results, confidence),
    expectations,
    invariants,
  };
}

function engineOf({ engine = USUAL_ENGINE }: RunScenarioOptions): Engine {
  return typeof engine === 'string' ? engineNamed(engine) : engine;
}

function trialsIn(engine: Engine, scenario: LoadedScenario): number {
  return engine.repeats ? scenario.trials : 1;
}

function unjudged(text: string): ExpectationResult {
  return { text, verdict: 'unknown', observed: 'interrupted before every arm had run' };
}

/** By trial, then by arm; cut short where the run was interrupted. */
async function measureTrials(
  scenario: LoadedScenario,
  arms: readonly LoadedArm[],
  catalogue: Catalogue,
  options: RunScenarioOptions,
): Promise<MeasuredArm[][]> {
  const { trace, signal, onProgress } = options;
  const engine = engineOf(options);
  const trials = trialsIn(engine, scenario);
  const models = arms.map((arm) => arm.model());
  const traced = trace === undefined ? undefined : tracedRequest(trace, models);
  const total = trials * arms.length;
  const measured: MeasuredArm[][] = [];
  for (let trial = 0; trial < trials; trial++) {
    const ofTrial: MeasuredArm[] = [];
    measured.push(ofTrial);
    for (const [index, arm] of arms.entries()) {
      // The first arm is always there, so that even a run that is interrupted at once has a result.
      if (signal?.aborted === true && measured.length + index > 1) return measured;
      const done = trial * arms.length + index;
      const model = arm.model(trialSeed(scenario.seed, trial));
      // One arm after the other: they share this thread, and a report of progress.
      const control = {
        signal,
        onProgress: (share: number) => onProgress?.({ share: (done + share) / total, arm: arm.name, trial: trial + 1, trials }),
      };
      // oxlint-disable-next-line no-await-in-loop
      const one = await engine.measure(model, arm.settings, catalogue, control, trial === 0 ? traced : undefined);
      ofTrial.push(one);
    }
  }
  return measured;
}

/** The trials of each arm as one result; an arm that an interrupted run never reached is left out. */
function mergedArms(arms: readonly LoadedArm[], trials: readonly (readonly ArmResult[])[], confidence: number): ArmResult[] {
  return arms.flatMap((_, index) => {
    const ofArm = trials.flatMap((trial) => trial[index] ?? []);
    return ofArm.length === 0 ? [] : [mergeTrials(ofArm, confidence)];
  });
}
