import type { MetricTable } from '../../metrics/run-result.js';
import type { TheoryNotes } from '../../metrics/theory-notes.js';

/** What theory says of one arm in its steady state. */
export interface TheoryResult extends TheoryNotes {
  readonly metrics: MetricTable;
}
