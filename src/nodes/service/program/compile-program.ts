import type { StepConfig } from '../../../language/definition.js';
import { End } from './flow.js';
import { Label } from './label.js';
import type { Program } from './program.js';
import { callSiteOf } from './run-instruction.js';
import { type CompilerContext, StepCompiler } from './step-compiler.js';

/** `operationNames` by OperationId. An operation that is not among the steps gets those of `*`, if there are any. */
export function compileProgram(
  operations: Readonly<Record<string, readonly StepConfig[]>>,
  operationNames: readonly string[],
  context: CompilerContext,
): Program {
  const compiler = new StepCompiler(context);
  const starts = new Map<string, number>();
  for (const name of Object.keys(operations).toSorted()) {
    starts.set(name, compiler.instructions.length);
    const end = new Label();
    compiler.withFailure(end, () => {
      compiler.steps(operations[name]!, `operations/${name}`);
      compiler.place(end);
      compiler.emit(new End());
    });
  }
  const entries = operationNames.map((name) => starts.get(name) ?? starts.get('*') ?? -1);
  return {
    instructions: compiler.instructions,
    sites: Uint8Array.from(compiler.instructions, callSiteOf),
    entries: Int32Array.from(entries),
    boundNames: compiler.boundNames,
    loops: compiler.loops,
  };
}
