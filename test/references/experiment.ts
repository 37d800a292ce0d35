/** One figure that theory knows, and where the simulation shows it. */
export interface Figure {
  readonly name: string;
  /** A path in the results. */
  readonly metric: string;
  /** What the result is multiplied by to be in the unit of `expected`; 1 where absent. */
  readonly scale?: number;
  readonly expected: number;
  /** How wide the half of the interval may be, as a share of `expected`. */
  readonly tolerance: number;
  /**
   * The figure is an approximation or a limit, not exact for this scenario: it need not lie in the interval, but the whole
   * interval must lie within the tolerance of it.
   */
  readonly approximate?: boolean;
}

/** How much is simulated. Times in seconds of the scenario. */
export interface Size {
  readonly trials: number;
  readonly warmup: number;
  /** Measured in each trial, after the warmup. */
  readonly measured: number;
}

/** A scenario of which theory knows something. */
export interface Experiment {
  readonly name: string;
  /** Its workloads, nodes and what else it has; how long it runs is put before. */
  readonly yaml: string;
  readonly long: Size;
  /** Also run by `npm test`, in this size and with as many times the tolerance. */
  readonly quick?: Size & { readonly wider: number };
  readonly figures: readonly Figure[];
}

/** The whole text, as a user would write it. */
export function scenarioOf(experiment: Experiment, { trials, warmup, measured }: Size): string {
  return `sysdesign: 1
title: ${JSON.stringify(experiment.name)}
trials: ${trials}
warmup: ${warmup}s
duration: ${warmup + measured}s
${experiment.yaml}`;
}
