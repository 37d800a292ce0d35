import type { RunResult } from '../../metrics/run-result.js';
import type { Ink } from '../ink.js';

/** What a section of the terminal report is written on. */
export interface Page {
  readonly width: number;
  readonly ink: Ink;
}

/** One part of the report as lines; none where there is nothing to say. */
export type Section = (result: RunResult, page: Page) => string[];
