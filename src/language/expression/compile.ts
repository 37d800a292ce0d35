export { compileAmount, type CompiledAmount } from './compile-amount.js';
export { compileExpression, type Scope } from './compile-expression.js';
export type { Compiled, Variables } from './variables.js';
