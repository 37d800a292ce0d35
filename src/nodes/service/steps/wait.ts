import { amount, type Amount } from '../../../language/schemas/amounts.js';
import { drawn } from '../../../protocols/station/drawn-activity.js';
import type { RequestAmount } from '../../../protocols/station/request-amount.js';
import { Instruction, NEXT, PENDING, type Progress } from '../program/instruction.js';
import type { Machine } from '../program/machine.js';
import type { ServiceJob } from '../program/service-job.js';
import type { StepDefinition } from './step.js';

class Wait extends Instruction {
  constructor(readonly amount: RequestAmount) {
    super();
  }

  override run(job: ServiceJob, machine: Machine): Progress {
    const amount = this.amount.sample(job.request!, job.bound);
    if (amount === 0) return NEXT;
    machine.wait(job, amount);
    return PENDING;
  }
}

export const wait: StepDefinition<Amount> = {
  name: 'wait',
  summary: 'Lets time pass without a core, holding its worker: `wait: exponential(20ms)`. A slow host does not stretch it.',
  reference: 'A blocking call to something that is not part of the scenario',
  engines: ['virtual', 'live', 'theory'],
  schema: () => amount('duration'),
  compile: (config, compiler) => compiler.emit(new Wait(compiler.amount(config))),
  theory: (config) => [drawn(config, (amount) => ({ type: 'wait', amount, stretched: false }))],
};
