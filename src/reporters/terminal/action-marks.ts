import type { ActionResult } from '../../metrics/run-result.js';

/** When a fault or change was in force, as a line under the columns of the time axis. */
export function actionMarks(action: ActionResult, end: number, columns: number): string {
  if (action.from >= end) return '';
  const column = (at: number) => Math.min(columns - 1, Math.floor((at / end) * columns));
  const from = column(action.from);
  // The instant of the end belongs to the time after it.
  const to = Math.max(from, action.to === null ? columns - 1 : Math.min(columns - 1, Math.ceil((action.to / end) * columns) - 1));
  const length = to - from + 1;
  return ' '.repeat(from) + (length < 2 ? '╻' : `┗${'━'.repeat(length - 2)}┛`);
}
