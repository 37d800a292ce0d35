import type { ActionResult } from '../../metrics/run-result.js';

/** When a fault or change was in force, as lines under the columns of the time axis. */
export function actionMarks(occurrences: readonly ActionResult[], end: number, columns: number): string {
  const marks = Array.from({ length: columns }, () => ' ');
  for (const { from, to } of occurrences) {
    if (from >= end) continue;
    const first = Math.min(columns - 1, Math.floor((from / end) * columns));
    // The instant of the end belongs to the time after it.
    const last = to === null ? columns - 1 : Math.min(columns - 1, Math.ceil((to / end) * columns) - 1);
    drawMark(marks, first, Math.max(first, last));
  }
  return marks.join('').trimEnd();
}

function drawMark(marks: string[], first: number, last: number): void {
  for (let column = first; column <= last; column++) marks[column] = '━';
  if (first === last) marks[first] = '╻';
  else {
    marks[first] = '┗';
    marks[last] = '┛';
  }
}
