import { isSuccess } from '../../../core/status.js';
import type { Reply } from '../../../environment/reply.js';
import type { CallSite } from '../program/call-site.js';
import { CALLING, FAILED, Instruction, NEXT, type Progress } from '../program/instruction.js';
import type { Machine } from '../program/machine.js';
import type { ServiceJob } from '../program/service-job.js';
import { callConfig, type CallConfig, callOf } from './call-config.js';
import type { StepDefinition } from './step.js';

class Call extends Instruction {
  constructor(readonly site: CallSite) {
    super();
  }

  override run(job: ServiceJob, machine: Machine): Progress {
    job.beganAt = machine.environment.now();
    if (this.site.send(job)) return CALLING;
    job.status = job.callStatus;
    return FAILED;
  }

  override reply(job: ServiceJob, reply: Reply): Progress {
    if (!this.site.received(job, reply)) return CALLING;
    job.status = job.callStatus;
    job.resultSize = job.callSize;
    if (!isSuccess(job.status)) return FAILED;
    job.answerSize = job.callSize;
    if (job.callVersion !== 0) job.answerVersion = job.callVersion;
    return NEXT;
  }

  override cancel(job: ServiceJob): void {
    this.site.outbound.cancel(job);
  }
}

export const call: StepDefinition<CallConfig> = {
  name: 'call',
  summary:
    'Calls another node and waits for its answer: `call: orders.write`, `call: { to: orders, operation: write, size: 2KB }`.',
  reference: 'Birrell and Nelson, Implementing Remote Procedure Calls, 1984',
  engines: ['virtual', 'live', 'theory'],
  schema: callConfig,
  compile: (config, compiler) => compiler.emit(new Call(compiler.callSite(config))),
  theory: (config, describer) => [describer.call(config)],
  calls: (config) => [callOf(config)],
};
