import type { Nanoseconds } from '../../../core/time.js';
import { StationJob } from '../../../protocols/station/station-job.js';

/** A request that has a worker while a server works on it. */
export class ErrandJob extends StationJob {
  errand: Errand | null = null;
}

/** One command on its way to a server and back. Whoever no longer wants what it brings takes its job away. */
export class Errand {
  job: ErrandJob | null;

  constructor(
    job: ErrandJob,
    /** On this process's own clock. */
    readonly sentAt: Nanoseconds,
  ) {
    this.job = job;
    job.errand = this;
  }

  /** The job that it was for, which it can end; null where nobody waits for it. */
  end(): ErrandJob | null {
    const { job } = this;
    if (job !== null) job.errand = null;
    this.job = null;
    return job;
  }
}
