import type { Recorder } from '../metrics/recorder.js';
import type { Trace } from './traces/trace.js';

/** What the trace of a replay holds, for its report: levels, since nothing of it depends on when the run looks. */
export function recordReplay(recorder: Recorder, trace: Trace): void {
  recorder.level('replay.requests').set(trace.count);
  recorder.level('replay.bytes').set(trace.bytes);
  recorder.level('replay.span').set(trace.span);
  recorder.level('replay.unparsable-lines').set(trace.unparsable.count);
  recorder.level('replay.out-of-order-lines').set(trace.outOfOrder);
}
