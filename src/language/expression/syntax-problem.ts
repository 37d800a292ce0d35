import type { Position } from '../../core/problem.js';
import type { Reader } from '../reader.js';

/** Ends the parsing of one expression; never leaves this folder. */
export class SyntaxProblem extends Error {
  constructor(
    message: string,
    /** Characters from the beginning of the expression. */
    readonly at: number,
    readonly text: string,
    readonly hint?: string | undefined,
  ) {
    super(message);
  }
}

/** The place of a character of an expression that begins at `start`; its beginning where it runs over several lines. */
export function positionWithin(start: Position, text: string, offset: number): Position {
  return text.includes('\n') ? start : { ...start, column: start.column + offset };
}

/** Tells the reader about a part of an expression. */
export type ReportPart = (at: number, text: string, message: string, hint?: string) => void;

export function reportTo(reader: Reader, start: Position, expression: string): ReportPart {
  return (at, text, message, hint) => {
    reader.problems.push({ message, at: positionWithin(start, expression, at), text, hint });
  };
}
