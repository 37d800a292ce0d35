/** `[arm.]subject[operation].metric.statistic`. Which leading part is an arm, and where the subject ends, only the scenario knows. */
export interface MetricPath {
  /** What stands before `[`, or the whole, cut at the dots: `['short', 'api/2']`. */
  readonly head: readonly string[];
  /** What stands inside `[ ]`; null where there are none. */
  readonly operation: string | null;
  /** What follows `]`, cut at the dots; empty where there are no brackets. */
  readonly tail: readonly string[];
}
