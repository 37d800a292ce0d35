import { isSuccess } from '../../../core/status.js';
import type { Reply } from '../../../environment/reply.js';
import { expression, type Expression } from '../../../language/schemas/amounts.js';
import { name } from '../../../language/schemas/scalars.js';
import { either, object, optional, required, transform } from '../../../language/schemas/structures.js';
import type { CallSite } from '../program/call-site.js';
import { CALLING, FAILED, Instruction, NEXT, type Progress } from '../program/instruction.js';
import type { Machine } from '../program/machine.js';
import type { ServiceJob } from '../program/service-job.js';
import type { StepDefinition } from './step.js';

/** What the operation answers with is not changed by it. */
class Invalidate extends Instruction {
  constructor(readonly site: CallSite) {
    super();
  }

  override run(job: ServiceJob, machine: Machine): Progress {
    job.beganAt = machine.environment.now();
    if (this.site.sendSized(job, 0)) return CALLING;
    job.status = job.callStatus;
    return FAILED;
  }

  override reply(job: ServiceJob, reply: Reply): Progress {
    if (!this.site.received(job, reply)) return CALLING;
    job.status = job.callStatus;
    job.resultSize = 0;
    return isSuccess(job.status) ? NEXT : FAILED;
  }

  override cancel(job: ServiceJob): void {
    this.site.outbound.cancel(job);
  }
}

interface InvalidateConfig {
  readonly to: string;
  readonly key: Expression | undefined;
}

export const invalidate: StepDefinition<InvalidateConfig> = {
  name: 'invalidate',
  summary:
    "Deletes the key from a cache and waits until it is gone; of a cache inside this service, only from this replica's own.",
  reference: 'Nishtala et al., Scaling Memcache at Facebook, NSDI 2013, section 3',
  engines: ['virtual', 'live', 'theory'],
  schema: () =>
    either({
      scalar: transform(name(), (to): InvalidateConfig => ({ to, key: undefined })),
      map: object({
        to: required(name(), 'The cache'),
        key: optional(expression('number'), 'Which key; $key without it'),
      }),
    }),
  compile: (config, compiler) => compiler.emit(new Invalidate(compiler.callSite({ ...config, operation: 'delete' }))),
  theory: (config, describer) => [describer.call({ ...config, operation: 'delete' })],
  calls: (config) => [{ target: config.to, operation: 'delete' }],
};
