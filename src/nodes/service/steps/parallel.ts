import { isSuccess } from '../../../core/status.js';
import type { StepConfig, Vocabulary } from '../../../language/definition.js';
import type { Schema } from '../../../language/schema.js';
import { list } from '../../../language/schemas/structures.js';
import { EndBranch, Jump } from '../program/flow.js';
import { FAILED, Instruction, NEXT, PENDING, type Progress } from '../program/instruction.js';
import { Label } from '../program/label.js';
import type { Machine } from '../program/machine.js';
import type { ServiceJob } from '../program/service-job.js';
import type { StepDefinition } from './step.js';

/** Starts every branch and waits for the slowest. A branch may be over before the next one starts. */
class Parallel extends Instruction {
  constructor(readonly branches: readonly Label[]) {
    super();
  }

  override run(job: ServiceJob, machine: Machine): Progress {
    job.branchStatus = 200;
    job.answeredBranch = -1;
    // One more than there are, so that the parent goes on here and not from within its last branch.
    job.openBranches = this.branches.length + 1;
    for (let branch = 0; branch < this.branches.length; branch++) machine.branch(job, branch, this.branches[branch]!.address);
    job.openBranches--;
    return job.openBranches === 0 ? NEXT : PENDING;
  }
}

/** Where the parent goes on. */
class Join extends Instruction {
  override run(job: ServiceJob): Progress {
    job.status = job.branchStatus;
    return isSuccess(job.status) ? NEXT : FAILED;
  }
}

export const parallel: StepDefinition<readonly (readonly StepConfig[])[]> = {
  name: 'parallel',
  summary:
    'Takes several branches at once and waits for all, failing with the first that failed; a branch is a step or a list of steps.',
  reference: 'Fork and join; Dean and Barroso, The Tail at Scale, 2013',
  engines: ['virtual', 'live', 'theory'],
  schema: (vocabulary) => list(branch(vocabulary), { min: 1 }),
  compile(config, compiler) {
    const labels = config.map(() => new Label());
    const join = new Label();
    compiler.emit(new Parallel(labels));
    compiler.emit(new Jump(join));
    for (const [index, steps] of config.entries()) {
      const end = new Label();
      compiler.place(labels[index]!);
      compiler.withFailure(end, () => compiler.steps(steps, `${index}`));
      compiler.place(end);
      compiler.emit(new EndBranch());
    }
    compiler.place(join);
    compiler.emit(new Join());
  },
  theory: (config, describer) => [{ type: 'parallel', branches: config.map((steps) => describer.steps(steps)) }],
  nested: (config) => config,
  branches: true,
};

/** One step may stand without its list. */
function branch(vocabulary: Vocabulary): Schema<readonly StepConfig[]> {
  const steps = vocabulary.steps();
  return {
    expected: 'a step or a list of steps',
    json: () => ({ anyOf: [steps.json(), { type: 'object' }] }),
    read: (source, reader) =>
      steps.read(source.kind === 'map' ? { kind: 'list', items: [source], at: source.at } : source, reader),
  };
}
