import { assert } from '../../../core/assert.js';
import type { Reply } from '../../../environment/reply.js';
import type { Label } from './label.js';
import type { Machine } from './machine.js';
import type { ServiceJob } from './service-job.js';

/** Go on at the job's counter. */
export const NEXT = 0;
/** Come back when what was begun is over. */
export const PENDING = 1;
/** As PENDING, while other nodes work: the worker may be given up meanwhile. */
export const CALLING = 2;
/** Go on where failures of this instruction are taken care of; `job.status` says what went wrong. */
export const FAILED = 3;

export type Progress = typeof NEXT | typeof PENDING | typeof CALLING | typeof FAILED;

/** One element of a service's flat program. The counter stands behind it while it runs. */
export abstract class Instruction {
  /** Where the job goes on when this fails; the compiler sets it. */
  failure!: Label;

  abstract run(job: ServiceJob, machine: Machine): Progress;

  /** A reply to the call that this instruction made. */
  reply(_job: ServiceJob, _reply: Reply, _machine: Machine): Progress {
    return assert(false, 'a reply came to a step that called nobody') ?? NEXT;
  }

  /** The job is given up while this instruction is pending on calls. */
  cancel(_job: ServiceJob): void {}
}
