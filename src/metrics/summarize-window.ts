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

/**
 * [from, to) of a run, or undefined where a run that was interrupted never came that far. A window in which it was
 * interrupted ends at the last edge that was read off.
 */
export function measuredWindow(name: string, from: Nanoseconds, to: Nanoseconds, timeline: Timeline): MeasuredWindow | undefined {
  const start = Math.max(0, from);
  const end = Math.min(to, timeline.end);
  const fromEdge = timeline.edgeAt(start);
  const toEdge = Math.min(timeline.edgeAt(end), timeline.crossed - 1);
  if (toEdge <= fromEdge) return undefined;
  return {
    name,
    from: start,
    to: timeline.edges[toEdge]!,
    fromEdge,
    toEdge,
    fromSegment: timeline.segmentEdges.indexOf(start),
    toSegment: timeline.segmentEdges.indexOf(end),
  };
}
