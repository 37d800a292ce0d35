import type { Expression, WindowNode } from '../language/expression/expression.js';
import { everyPart } from './walk.js';

/** The windows over which an expectation asks for metrics; the same name may occur more than once. */
export function windowsOf(expression: Expression): WindowNode[] {
  return everyPart(expression).filter((part) => part.type === 'window');
}
