import { OK, type Status } from '../../../core/status.js';
import { amount, type Amount } from '../../../language/schemas/amounts.js';
import { count } from '../../../language/schemas/scalars.js';
import { defaulted, either, object, optional } from '../../../language/schemas/structures.js';
import type { RequestAmount } from '../../../protocols/station/request-amount.js';
import { Instruction, PENDING, type Progress } from '../program/instruction.js';
import type { Machine } from '../program/machine.js';
import type { ServiceJob } from '../program/service-job.js';
import type { StepDefinition } from './step.js';

class Respond extends Instruction {
  constructor(
    readonly status: Status,
    readonly size: RequestAmount | null,
  ) {
    super();
  }

  override run(job: ServiceJob, machine: Machine): Progress {
    if (this.size !== null) job.answerSize = this.size.sample(job.request!, job.bound);
    machine.respond(job, this.status);
    return PENDING;
  }
}

interface RespondConfig {
  readonly status: Status;
  readonly size: Amount | undefined;
}

const status = count({ min: 100, max: 599 });

export const respond: StepDefinition<RespondConfig | Status> = {
  name: 'respond',
  summary: 'Ends the operation with a status and a size: `respond: 404`, `respond: { status: 200, size: 2KB }`.',
  reference: 'RFC 9110, HTTP Semantics',
  engines: ['virtual', 'live', 'theory'],
  schema: () =>
    either({
      scalar: status,
      map: object({
        status: defaulted(status, `${OK}`, 'As in HTTP'),
        size: optional(
          amount('size'),
          'Bytes of the answer; without it, those of the last answer that this operation got itself',
        ),
      }),
    }),
  compile(config, compiler) {
    const { status: code, size } = typeof config === 'number' ? { status: config, size: undefined } : config;
    compiler.emit(new Respond(code, size === undefined ? null : compiler.amount(size)));
  },
  theory: (config) => [{ type: 'respond', status: typeof config === 'number' ? config : config.status }],
  ends: true,
};
