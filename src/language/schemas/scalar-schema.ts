import type { QuantityProblem } from '../quantities.js';
import type { JsonSchema, Schema } from '../schema.js';
import type { Reader } from '../reader.js';
import type { ScalarSource, Source } from '../source.js';

export type Parsed<T> = { readonly value: T } | QuantityProblem;

/** A schema for one scalar, from a function over its text. */
export function scalarSchema<T>(expected: string, parse: (text: string) => Parsed<T>, json: JsonSchema): Schema<T> {
  return {
    expected,
    json: () => json,
    read(source: Source, reader: Reader): T | undefined {
      if (source.kind !== 'scalar' || source.value === null) return reportShape(source, expected, reader);
      const text = scalarText(source);
      const parsed = parse(text);
      if (!('problem' in parsed)) return parsed.value;
      if (hasOpenParenthesis(text)) return reader.report(source, CUT, CUT_HINT);
      return reader.report(source, `expected ${expected}: ${parsed.problem}`, parsed.hint);
    },
  };
}

export const CUT = 'a parenthesis is left open';
export const CUT_HINT = 'inside { } and [ ] YAML cuts at a comma: separate arguments by spaces';

/** What was written: a quoted text without its quotes, a number with the digits that it had. */
export function scalarText(source: ScalarSource): string {
  return typeof source.value === 'string' ? source.value : source.text;
}

export function hasOpenParenthesis(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '(') open++;
    else if (character === ')') open--;
  }
  return open > 0;
}

/** A list where a scalar was expected, and the like. */
export function reportShape(source: Source, expected: string, reader: Reader): undefined {
  return reader.report(source, `expected ${expected}, found ${shapeOf(source)}`);
}

function shapeOf(source: Source): string {
  if (source.kind === 'list') return 'a list';
  if (source.kind === 'map') return 'a map';
  return source.value === null ? 'nothing' : 'a single value';
}
