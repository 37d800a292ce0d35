import { InvariantError } from '../../../core/assert.js';
import { InputError } from '../../../core/problem.js';
import type { ThreadFailure } from './messages.js';

/** An error as data that another thread can make an error of again. */
export function failureOf(error: unknown): ThreadFailure {
  if (error instanceof InputError) return { problems: error.problems, message: error.message, stack: undefined };
  if (error instanceof Error) return { problems: null, message: error.message, stack: error.stack };
  return { problems: null, message: String(error), stack: undefined };
}

export function errorOf({ problems, message, stack }: ThreadFailure): Error {
  if (problems !== null) return new InputError(problems);
  const error = new InvariantError(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
