import type { Described, EngineName } from '../../../core/definition.js';
import type { Activity, CallActivity } from '../../../environment/activity.js';
import type { StepConfig, Vocabulary } from '../../../language/definition.js';
import type { Schema } from '../../../language/schema.js';
import type { CalledTarget, StepCompiler } from '../program/step-compiler.js';

/** A kind of step. All that the rest of the project knows of it stands here. */
export interface StepDefinition<Config = unknown> extends Described {
  readonly engines: readonly EngineName[];
  schema(vocabulary: Vocabulary): Schema<Config>;
  /** Appends the step's instructions. One that fails goes on where the compiler says. */
  compile(config: Config, compiler: StepCompiler): void;
  /** What a request goes through, in terms of chance; absent where theory can say nothing of this step. */
  theory?(config: Config, describer: StepDescriber): readonly Activity[];
  /** Whom the step calls. */
  calls?(config: Config): readonly StepCall[];
  /** The lists of steps inside it. */
  nested?(config: Config): readonly (readonly StepConfig[])[];
  /** Whether the lists inside it run at the same time. */
  readonly branches?: boolean;
  /** Whether it ends the operation, which no branch may do. */
  readonly ends?: boolean;
}

export interface StepCall {
  readonly target: string;
  /** null passes on the operation in which the step stands. */
  readonly operation: string | null;
}

/** What a step needs to tell theory of itself. */
export interface StepDescriber {
  steps(steps: readonly StepConfig[]): readonly Activity[];
  /** A call as the step asks for it; what it leaves open is as `calls.<target>` says. */
  call(call: CalledTarget): CallActivity;
}
