import { isSuccess } from '../../../core/status.js';
import type { Compiled } from '../../../language/expression/compile.js';
import { RequestVariables } from '../../../protocols/station/request-variables.js';
import { Instruction, NEXT, PENDING, type Progress } from './instruction.js';
import type { Label } from './label.js';
import type { Machine } from './machine.js';
import type { ServiceJob } from './service-job.js';

/** Goes on somewhere else. */
export class Jump extends Instruction {
  constructor(readonly to: Label) {
    super();
  }

  override run(job: ServiceJob): Progress {
    job.counter = this.to.address;
    return NEXT;
  }
}

/** Goes on somewhere else where a condition does not hold. */
export class JumpUnless extends Instruction {
  readonly #variables = new RequestVariables();

  constructor(
    readonly condition: Compiled,
    readonly to: Label,
  ) {
    super();
  }

  override run(job: ServiceJob): Progress {
    this.#variables.fill(job.request!, job.bound);
    if (this.condition.evaluate(this.#variables) === 0) job.counter = this.to.address;
    return NEXT;
  }
}

/** Keeps what the step before came to, under a name. */
export class Bind extends Instruction {
  constructor(readonly slot: number) {
    super();
  }

  override run(job: ServiceJob): Progress {
    job.bound[this.slot] = job.status;
    job.bound[this.slot + 1] = job.resultSize;
    return NEXT;
  }
}

/** The steps of the operation are over, or failed with nobody to take care of it. */
export class End extends Instruction {
  override run(job: ServiceJob, machine: Machine): Progress {
    machine.respond(job, job.status);
    return PENDING;
  }
}

/** All is well so far, whatever failed and was taken care of before. */
export class Settle extends Instruction {
  override run(job: ServiceJob): Progress {
    if (!isSuccess(job.status)) job.status = 200;
    return NEXT;
  }
}

/** A branch is over. */
export class EndBranch extends Instruction {
  override run(job: ServiceJob, machine: Machine): Progress {
    machine.join(job);
    return PENDING;
  }
}
