import type { Nanoseconds } from '../core/time.js';
import type { Timeline } from './timeline.js';

/** A stretch of the run, by the numbers under which a Timeline's recorders keep it. */
export interface MeasuredWindow {
  readonly name: string;
  readonly from: Nanoseconds;
  readonly to: Nanoseconds;
  readonly fromEdge: number;
  readonly toEdge: number;
  readonly fromSegment: number;
  readonly toSegment: number;
}

/** [from, to) of a run that ended at `endedAt`; undefined where an interrupted one never came that far. */
export function measuredWindow(
  name: string,
  from: Nanoseconds,
  to: Nanoseconds,
  timeline: Timeline,
  endedAt: Nanoseconds,
): MeasuredWindow | undefined {
  const start = Math.max(0, from);
  const end = Math.min(to, timeline.end);
  if (Math.min(end, endedAt) <= start) return undefined;
  return {
    name,
    from: start,
    to: Math.min(end, endedAt),
    fromEdge: timeline.edgeAt(start),
    toEdge: timeline.edgeAt(end),
    fromSegment: timeline.segmentEdges.indexOf(start),
    toSegment: timeline.segmentEdges.indexOf(end),
  };
}
