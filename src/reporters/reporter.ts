import type { Described } from '../core/definition.js';
import type { RunResult } from '../metrics/run-result.js';

export interface ReportOptions {
  /** Columns of the page; lines are never wider, but for a word that is. */
  readonly width: number;
  readonly colour: boolean;
}

/** One format of a report. The same result and options always give the same text, which ends with a newline. */
export interface Reporter extends Described {
  render(result: RunResult, options: ReportOptions): string;
}
