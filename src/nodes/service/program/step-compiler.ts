import type { OperationId } from '../../../core/ids.js';
import type { Nanoseconds } from '../../../core/time.js';
import type { Environment } from '../../../environment/environment.js';
import type { StepConfig } from '../../../language/definition.js';
import { type Compiled, compileExpression } from '../../../language/expression/compile.js';
import type { Amount, Expression } from '../../../language/schemas/amounts.js';
import type { CallPolicy, CallTerms } from '../../../protocols/outbound/call-policy.js';
import type { Outbound } from '../../../protocols/outbound/outbound.js';
import { RequestAmount } from '../../../protocols/station/request-amount.js';
import type { StepDefinition } from '../steps/step.js';
import { CallSite } from './call-site.js';
import { Bind, Jump, JumpUnless, Settle } from './flow.js';
import type { Instruction } from './instruction.js';
import { Label } from './label.js';

/** What a compiler needs of the service whose steps it compiles. */
export interface CompilerContext {
  readonly environment: Environment;
  step(name: string): StepDefinition;
  /** -1 for a name that no operation has. */
  operation(name: string): OperationId;
  outbound(target: string): Outbound;
  callPolicy(target: string): CallPolicy;
  readonly keyCount: number;
}

/** Whom a step calls and about what; what is undefined is left to the defaults. */
export interface CalledTarget {
  readonly to: string;
  readonly operation?: string | undefined;
  readonly key?: Expression | undefined;
  readonly size?: Amount | undefined;
  readonly timeout?: Nanoseconds | null | undefined;
  readonly deadline?: Nanoseconds | 'inherit' | null | undefined;
}

/** Turns steps into instructions, one list behind the other. */
export class StepCompiler {
  readonly instructions: Instruction[] = [];
  readonly environment: Environment;
  loops = 0;
  readonly #context: CompilerContext;
  readonly #bound = new Map<string, number>();
  #failure = new Label();
  #path = '';

  constructor(context: CompilerContext) {
    this.#context = context;
    this.environment = context.environment;
  }

  get boundNames(): number {
    return this.#bound.size;
  }

  /** Where the present step stands, as `operations/read/0/compute`: names its random streams. */
  get path(): string {
    return this.#path;
  }

  emit(instruction: Instruction): void {
    instruction.failure = this.#failure;
    this.instructions.push(instruction);
  }

  /** The label stands for the next instruction. */
  place(label: Label): void {
    label.address = this.instructions.length;
  }

  /** Compiles steps whose failures, where no `else` catches them, go on at the label. */
  withFailure(label: Label, compile: () => void): void {
    const outer = this.#failure;
    this.#failure = label;
    compile();
    this.#failure = outer;
  }

  /** A list of steps; `path` tells it from other lists of the same step. */
  steps(steps: readonly StepConfig[], path: string): void {
    const outer = this.#path;
    for (const [index, step] of steps.entries()) {
      this.#path = `${outer === '' ? '' : `${outer}/`}${path}/${index}/${step.name}`;
      this.#step(step);
    }
    this.#path = outer;
  }

  amount(amount: Amount, part = ''): RequestAmount {
    return new RequestAmount(amount, this.#scope, this.environment, `${this.#path}${part}`);
  }

  expression(expression: Expression, part: string): Compiled {
    return compileExpression(expression, this.#scope, this.environment.stream(`${this.#path}${part}`));
  }

  operation(name: string): OperationId {
    return this.#context.operation(name);
  }

  /** A call as the step asks for it; what it leaves open is as `calls.<target>` says. `part` tells several calls of one step apart. */
  callSite(call: CalledTarget, part = ''): CallSite {
    const { timeout, deadline, late } = this.#context.callPolicy(call.to);
    const terms: CallTerms = {
      timeout: call.timeout === undefined ? timeout : call.timeout,
      deadline: call.deadline === undefined ? deadline : call.deadline,
      late,
    };
    return new CallSite(
      this.#context.outbound(call.to),
      terms,
      call.operation === undefined ? -1 : this.operation(call.operation),
      call.key === undefined ? null : this.expression(call.key, `${part}/key`),
      call.size === undefined ? null : this.amount(call.size, `${part}/size`),
      this.#context.keyCount,
    );
  }

  loop(): number {
    return this.loops++;
  }

  readonly #scope = {
    operation: (name: string) => this.operation(name),
    // A name may be asked for before its step has run: nothing has succeeded under it yet.
    bound: (name: string) => this.#slot(name),
  };

  #step(step: StepConfig): void {
    const failed = new Label();
    const otherwise = new Label();
    const end = new Label();
    const slot = step.as === undefined ? -1 : this.#slot(step.as);
    const caught = step.else !== undefined;
    if (step.if !== undefined) this.emit(new JumpUnless(this.expression(step.if as Expression, '/if'), caught ? otherwise : end));
    const compile = () => this.#context.step(step.name).compile(step.config, this);
    if (caught) this.withFailure(failed, compile);
    else compile();
    if (slot >= 0) this.emit(new Bind(slot));
    if (caught) {
      this.emit(new Jump(end));
      this.place(failed);
      if (slot >= 0) this.emit(new Bind(slot));
      this.emit(new Settle());
      this.place(otherwise);
      this.steps(step.else, 'else');
    }
    this.place(end);
  }

  #slot(name: string): number {
    const known = this.#bound.get(name);
    if (known !== undefined) return known;
    const slot = this.#bound.size * 2;
    this.#bound.set(name, slot);
    return slot;
  }
}
