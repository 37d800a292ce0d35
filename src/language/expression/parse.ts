import type { Position } from '../../core/problem.js';
import type { Reader } from '../reader.js';
import type { Expression } from './expression.js';

/** Undefined after a report. `at` is where the text begins. */
export function parseExpression(_text: string, at: Position, reader: Reader): Expression | undefined {
  return reader.report(at, 'expressions cannot be read yet');
}
