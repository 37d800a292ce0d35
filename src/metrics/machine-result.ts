/** What the machine itself did while an arm ran on it: the figures of no two runs are the same. Durations in ms, shares 0..1. */
export interface MachineMeasurements {
  /** How many the machine has for this process. */
  readonly cores: number;
  /** Of the time of all cores: what this process used. */
  readonly cpu: number;
  /** Of the time of all cores: what other virtual machines were given; null where the system does not tell. */
  readonly stolen: number | null;
  /** How many threads wanted a core in the minute before the run; null where the system does not tell. */
  readonly load: number | null;
  readonly threads: readonly ThreadResult[];
}

/** One thread of the run, from its start to its end. */
export interface ThreadResult {
  readonly name: string;
  /** How much later than asked its event loop came to its timers. */
  readonly lag: DelayResult;
  /** Stops of the thread for garbage collection. */
  readonly pauses: { readonly count: number; readonly total: number; readonly max: number };
  /** Of the time of one core: what it used; null where the system does not tell. */
  readonly cpu: number | null;
  /** Of its time: how long it could have run and was given no core; null where the system does not tell. */
  readonly waited: number | null;
}

export interface DelayResult {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** What was measured of the machine, and whether the run can be believed. */
export interface MachineResult extends MachineMeasurements {
  /** By workload: how much later than due its requests left. */
  readonly lag: Readonly<Record<string, DelayResult>>;
  /** Whether requests left when they were due and threads had their cores: otherwise the figures are those of this machine, and no expectation is judged. */
  readonly valid: boolean;
  /** What the machine had to do with the figures; whole sentences, the worst first. */
  readonly findings: readonly string[];
}
