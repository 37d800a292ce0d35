import { assert } from '../core/assert.js';
import type { RunResult } from '../metrics/run-result.js';
import { reporters } from '../reporters/registry.js';
import { capacityText } from '../reporters/capacity-text.js';
import type { ReportOptions } from '../reporters/reporter.js';
import type { Capacity } from './live/probe-scenario.js';

export type ReportFormat = 'terminal' | 'json' | 'trace';

const USUAL: ReportOptions = { width: 80, colour: false };

/** A result as text in one of the formats; 80 columns without colour unless told otherwise. */
export function report(result: RunResult, format: ReportFormat = 'terminal', options: Partial<ReportOptions> = {}): string {
  const reporter = reporters.get(format);
  assert(reporter !== undefined, `there is no reporter ${format}`);
  return reporter.render(result, { ...USUAL, ...options });
}

/** Capacities as people read them. */
export function capacityReport(capacities: readonly Capacity[], width: number = USUAL.width): string {
  return capacityText(capacities, width);
}
