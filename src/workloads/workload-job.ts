import type { Key, TimerId } from '../core/ids.js';
import { NEVER, type Bytes, type Nanoseconds } from '../core/time.js';
import type { Status } from '../core/status.js';
import { ZERO } from '../core/zero.js';
import type { Parts } from '../metrics/request-tally.js';
import type { Draft } from './requests/draft.js';

/** The status of a request that nobody has answered yet. */
export const NO_REPLY: Status = -1;

/** One request of a workload from when it is due until it is over; from the workload's pool. */
export class WorkloadJob implements Draft, Parts {
  operation = 0;
  key: Key = 0;
  size: Bytes = 0;
  wants: Bytes = 0;
  session = 0;

  client = 0;
  due: Nanoseconds = ZERO;
  /** Counted from 1 over all requests of the workload. */
  number = 0;
  /** When it was sent, which is when it was due unless the workload was late. */
  issuedAt: Nanoseconds = ZERO;
  /** Where the timeline stood when it was due. */
  segment = 0;
  bucket = 0;
  /** Replies that are still to come: several where the operation goes to all shards. */
  pending = 0;
  /** 1 where its replies are parts of one answer. */
  spread: 0 | 1 = 0;
  /** 0 when there is none. */
  softTimer: TimerId = ZERO;

  /** Of several replies, the first failure if there is one, and all their bytes. */
  status: Status = NO_REPLY;
  answerSize: Bytes = 0;
  version = ZERO;
  waiting: Nanoseconds = ZERO;
  service: Nanoseconds = ZERO;
  network: Nanoseconds = ZERO;
  /** In the pool, the next that is free. */
  nextFree: WorkloadJob | null = null;

  /** Made once for each job: a job is begun again for every request. */
  begin(client: number, due: Nanoseconds, now: Nanoseconds): void {
    this.client = client;
    this.due = due;
    this.issuedAt = now;
    this.pending = 0;
    this.spread = 0;
    this.softTimer = 0;
    this.status = NO_REPLY;
    this.answerSize = 0;
    this.version = 0;
    this.waiting = 0;
    this.service = 0;
    this.network = 0;
  }
}

/** A source of requests in its own right; what its timer carries. */
export class Client {
  /** When its next request is due. */
  due: Nanoseconds = NEVER;

  constructor(readonly index: number) {}
}
