import type { Model } from '../environment/model.js';
import { Timeline } from '../metrics/timeline.js';

/** Where measuring is cut in a run of this Model. Threads that each make their own cut at the same instants. */
export function timelineOf(model: Model): Timeline {
  const edges = model.windows.flatMap((window) => [window.from, window.to]);
  return new Timeline(model.duration, [model.warmup, ...edges], model.series.width, model.series.count);
}
