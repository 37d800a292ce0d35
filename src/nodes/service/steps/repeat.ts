import type { StepConfig } from '../../../language/definition.js';
import { count } from '../../../language/schemas/scalars.js';
import { object, required } from '../../../language/schemas/structures.js';
import { Jump } from '../program/flow.js';
import { Instruction, NEXT, type Progress } from '../program/instruction.js';
import { Label } from '../program/label.js';
import type { ServiceJob } from '../program/service-job.js';
import type { StepDefinition } from './step.js';

class BeginLoop extends Instruction {
  constructor(
    readonly loop: number,
    readonly times: number,
  ) {
    super();
  }

  override run(job: ServiceJob): Progress {
    job.loops[this.loop] = this.times;
    return NEXT;
  }
}

class LeaveLoopWhenDone extends Instruction {
  constructor(
    readonly loop: number,
    readonly end: Label,
  ) {
    super();
  }

  override run(job: ServiceJob): Progress {
    const left = job.loops[this.loop]!;
    if (left === 0) job.counter = this.end.address;
    else job.loops[this.loop] = left - 1;
    return NEXT;
  }
}

interface RepeatConfig {
  readonly times: number;
  readonly do: readonly StepConfig[];
}

export const repeat: StepDefinition<RepeatConfig> = {
  name: 'repeat',
  summary: 'Takes its steps several times, one after the other: `repeat: { times: 3, do: [...] }`.',
  reference: 'A loop over items, such as the N+1 queries of an object-relational mapper',
  engines: ['virtual', 'live', 'theory'],
  schema: (vocabulary) =>
    object({
      times: required(count({ max: 1_000_000 }), 'How often'),
      do: required(vocabulary.steps(), 'The steps'),
    }),
  compile(config, compiler) {
    const start = new Label();
    const end = new Label();
    const loop = compiler.loop();
    compiler.emit(new BeginLoop(loop, config.times));
    compiler.place(start);
    compiler.emit(new LeaveLoopWhenDone(loop, end));
    compiler.steps(config.do, 'do');
    compiler.emit(new Jump(start));
    compiler.place(end);
  },
  theory: (config, describer) => [{ type: 'repeat', times: config.times, activities: describer.steps(config.do) }],
  nested: (config) => [config.do],
};
