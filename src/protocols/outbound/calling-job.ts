import type { CallId, NodeId, TimerId } from '../../core/ids.js';
import type { Status } from '../../core/status.js';
import type { Bytes, Nanoseconds } from '../../core/time.js';
import { ZERO } from '../../core/zero.js';
import { StationJob } from '../station/station-job.js';

/** A job that calls other nodes: one call at a time, which may go to several instances at once. */
export abstract class CallingJob extends StationJob {
  /** When the step began that makes this call. */
  beganAt: Nanoseconds = ZERO;
  sentAt: Nanoseconds = ZERO;
  /** Replies that are still to come. */
  pending = 0;
  /** To how many the call went. */
  sent = 0;
  /** The only one, where it went to one. */
  target: NodeId = 0;
  call: CallId = ZERO;
  /** All of them, where it went to several at once. */
  readonly targets: NodeId[] = [];
  readonly calls: CallId[] = [];
  /** Counts a timeout that does not end the call. */
  softTimer: TimerId = ZERO;
  hasSoftTimer = false;
  /** What came back: of several, the first failure if there was one, and all their bytes. */
  callStatus: Status = 0;
  callSize: Bytes = 0;
  callVersion = ZERO;
}
