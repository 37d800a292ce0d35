import type { StepConfig } from '../../../language/definition.js';
import { number } from '../../../language/schemas/scalars.js';
import { list, object, required } from '../../../language/schemas/structures.js';
import type { RandomStream } from '../../../random/stream.js';
import { Jump } from '../program/flow.js';
import { Instruction, NEXT, type Progress } from '../program/instruction.js';
import { Label } from '../program/label.js';
import type { ServiceJob } from '../program/service-job.js';
import type { StepDefinition } from './step.js';

class Choose extends Instruction {
  /** Sums of the weights so far, of 1; the last is never looked at. */
  readonly #thresholds: Float64Array;

  constructor(
    weights: readonly number[],
    readonly options: readonly Label[],
    readonly stream: RandomStream,
  ) {
    super();
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let sum = 0;
    this.#thresholds = Float64Array.from(weights, (weight) => (sum += weight) / total);
  }

  override run(job: ServiceJob): Progress {
    const drawn = this.stream.uniform();
    const last = this.options.length - 1;
    let option = 0;
    while (option < last && drawn >= this.#thresholds[option]!) option++;
    job.counter = this.options[option]!.address;
    return NEXT;
  }
}

interface Option {
  readonly weight: number;
  readonly do: readonly StepConfig[];
}

export const choose: StepDefinition<readonly Option[]> = {
  name: 'choose',
  summary: 'Takes one of several lists of steps, as likely as its weight: `choose: [{ weight: 80, do: [...] }, ...]`.',
  reference: 'Routing probabilities of queueing networks: Jackson, 1957',
  engines: ['virtual', 'live', 'theory'],
  schema: (vocabulary) =>
    list(
      object({
        weight: required(number({ minExclusive: 0 }), 'How likely it is, in proportion to the others'),
        do: required(vocabulary.steps(), 'The steps; [] does nothing'),
      }),
      { min: 1 },
    ),
  compile(config, compiler) {
    const labels = config.map(() => new Label());
    const end = new Label();
    const weights = config.map((option) => option.weight);
    compiler.emit(new Choose(weights, labels, compiler.environment.stream(compiler.path)));
    for (const [index, option] of config.entries()) {
      compiler.place(labels[index]!);
      compiler.steps(option.do, `${index}`);
      if (index < config.length - 1) compiler.emit(new Jump(end));
    }
    compiler.place(end);
  },
  theory(config, describer) {
    const total = config.reduce((sum, option) => sum + option.weight, 0);
    const options = config.map(({ weight, do: steps }) => ({ probability: weight / total, activities: describer.steps(steps) }));
    return [{ type: 'choose', options }];
  },
  nested: (config) => config.map((option) => option.do),
};
