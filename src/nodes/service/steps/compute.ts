import { amount, type Amount } from '../../../language/schemas/amounts.js';
import { drawn } from '../../../protocols/station/drawn-activity.js';
import type { RequestAmount } from '../../../protocols/station/request-amount.js';
import { Instruction, NEXT, PENDING, type Progress } from '../program/instruction.js';
import type { Machine } from '../program/machine.js';
import type { ServiceJob } from '../program/service-job.js';
import type { StepDefinition } from './step.js';

class Compute extends Instruction {
  constructor(readonly amount: RequestAmount) {
    super();
  }

  override run(job: ServiceJob, machine: Machine): Progress {
    const amount = this.amount.sample(job.request!, job.bound);
    if (amount === 0) return NEXT;
    machine.compute(job, amount);
    return PENDING;
  }
}

export const compute: StepDefinition<Amount> = {
  name: 'compute',
  summary: 'Computes for some time, on one core: `compute: 5ms`, `compute: 0.2ms + $size / 200MB/s`.',
  reference: "A request's CPU demand: Denning and Buzen, The Operational Analysis of Queueing Network Models, 1978",
  engines: ['virtual', 'live', 'theory'],
  schema: () => amount('duration'),
  compile: (config, compiler) => compiler.emit(new Compute(compiler.amount(config))),
  theory: (config) => [drawn(config, (amount) => ({ type: 'compute', amount }))],
};
