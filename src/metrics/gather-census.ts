import { Level } from './level.js';
import type { Recorder } from './recorder.js';

const CENSUS = ['copies', 'duplicates'] as const;

/**
 * Puts what the instances of one node have counted of a census in several threads where a census in one thread puts it:
 * into the first instance's recorder. To be called after the run, once.
 */
export function gatherCensus(recorders: readonly Recorder[]): void {
  const [first, ...others] = recorders;
  if (first === undefined) return;
  for (const metric of CENSUS) {
    for (const recorder of others) {
      const level = recorder.levels.get(metric);
      if (level === undefined) continue;
      first.level(metric).merge(level);
      recorder.levels.set(metric, new Level(recorder.timeline.edges.length, recorder.clock));
    }
  }
}
