import type { RandomStream } from '../../random/stream.js';
import type { Amount } from '../schemas/amounts.js';
import type { Expression } from './expression.js';

/** What an expression may ask about the request at hand. Made once and refilled, never allocated per request. */
export interface Variables {
  readonly key: number;
  readonly operation: number;
  readonly size: number;
  readonly user: number;
  readonly role: number;
  readonly attempt: number;
  /** Of each name bound by `as`: its status at the slot that Scope gives, its size one further. */
  readonly bound: ArrayLike<number>;
}

/** What names stand for; asked while compiling only. */
export interface Scope {
  operation(name: string): number;
  /** The slot of the status of what was bound under this name; its size stands one further. -1 where there is no such name. */
  bound(name: string): number;
  /** -1, or absent, where there are no roles. */
  role?(name: string): number;
}

/** Booleans are 1 and 0. */
export interface Compiled {
  evaluate(variables: Variables): number;
}

/** In nanoseconds or bytes, an integer that is not negative. */
export interface CompiledAmount {
  sample(variables: Variables): number;
}

export function compileExpression(_expression: Expression, _scope: Scope, _stream?: RandomStream): Compiled {
  throw new Error('not yet');
}

export function compileAmount(_amount: Amount, _scope: Scope, _stream: RandomStream): CompiledAmount {
  throw new Error('not yet');
}
