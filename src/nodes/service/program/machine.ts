import type { Status } from '../../../core/status.js';
import type { Nanoseconds } from '../../../core/time.js';
import type { Environment } from '../../../environment/environment.js';
import type { ServiceJob } from './service-job.js';

/** What an instruction may do to the service that runs it. */
export interface Machine {
  readonly environment: Environment;
  /** Occupies a core; the job goes on afterwards. */
  compute(job: ServiceJob, amount: Nanoseconds): void;
  /** Lets time pass without a core; the job goes on afterwards. */
  wait(job: ServiceJob, amount: Nanoseconds): void;
  /** Answers the request; the job is over. */
  respond(job: ServiceJob, status: Status): void;
  /** Starts a branch of the job at an address. */
  branch(parent: ServiceJob, branch: number, address: number): void;
  /** A branch is over, with its `status`. */
  join(branch: ServiceJob): void;
}
