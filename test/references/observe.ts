import { run } from '../../src/app/index.js';
import { scenarioOf, type Experiment, type Figure, type Size } from './experiment.js';

const CONFIDENCE = 0.999;

/** A figure beside what came out. */
export interface Observed {
  readonly experiment: string;
  readonly figure: Figure;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Of the interval, as a share of the expected figure. */
  readonly halfWidth: number;
  readonly tolerance: number;
  readonly verdict: 'holds' | 'not in the interval' | 'interval too wide' | 'too far';
}

/** Runs an experiment as the command line would, and judges each figure. Throws where an invariant of a run is broken. */
export async function observe(experiment: Experiment, size: Size, wider = 1): Promise<Observed[]> {
  const { arms, invariants } = await run(scenarioOf(experiment, size), { confidence: CONFIDENCE });
  const broken = invariants.filter(({ holds }) => !holds);
  if (broken.length > 0) throw new Error(`${experiment.name}: ${JSON.stringify(broken)}`);
  const table = arms[0]!.metrics;
  return experiment.figures.map((figure) => {
    const metric = table[figure.metric];
    if (metric?.low === undefined) throw new Error(`${experiment.name}: ${figure.metric} was not measured`);
    const [value, low, high] = [metric.value, metric.low, metric.high!].map((each) => each * (figure.scale ?? 1));
    return judged(experiment.name, figure, value!, low!, high!, figure.tolerance * wider);
  });
}

function judged(experiment: string, figure: Figure, value: number, low: number, high: number, tolerance: number): Observed {
  const halfWidth = (high - low) / 2 / figure.expected;
  return { experiment, figure, value, low, high, halfWidth, tolerance, verdict: verdict() };

  function verdict(): Observed['verdict'] {
    const { expected, approximate } = figure;
    if (approximate === true) {
      return Math.max(high - expected, expected - low) <= tolerance * expected ? 'holds' : 'too far';
    }
    if (halfWidth > tolerance) return 'interval too wide';
    return low <= expected && expected <= high ? 'holds' : 'not in the interval';
  }
}
