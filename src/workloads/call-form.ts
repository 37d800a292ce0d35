import { nearest } from '../core/nearest.js';
import { plainSource } from '../language/plain-source.js';
import type { Reader } from '../language/reader.js';
import type { JsonSchema, Schema } from '../language/schema.js';
import { CUT, CUT_HINT, hasOpenParenthesis, reportShape, scalarText } from '../language/schemas/scalar-schema.js';
import type { ScalarSource, Source } from '../language/source.js';

/** One argument of `name(argument argument)`. */
export interface CallParameter {
  readonly name: string;
  readonly schema: Schema<number>;
  readonly summary: string;
}

const CALL = /^([A-Za-z][A-Za-z0-9-]*)\(([^()]*)\)$/;

/** The name before the parenthesis; undefined where the text is no call. */
export function calledName(source: Source): string | undefined {
  return source.kind === 'scalar' ? CALL.exec(scalarText(source).trim())?.[1] : undefined;
}

/** Reads `name(argument argument)` into its numbers in base units. */
export function callForm(name: string, parameters: readonly CallParameter[]): Schema<readonly number[]> {
  const expected = `${name}(${parameters.map((parameter) => parameter.name).join(' ')})`;
  return {
    expected,
    json: (): JsonSchema => ({ type: 'string', pattern: `^(${name}\\(.*\\)|.*\\$[a-z].*)$`, description: expected }),
    read(source: Source, reader: Reader): readonly number[] | undefined {
      if (source.kind !== 'scalar') return reportShape(source, expected, reader);
      const called = CALL.exec(scalarText(source).trim());
      if (called === null || called[1] !== name) return reader.report(source, `expected ${expected}`);
      return readArguments(called[2]!, parameters, expected, source, reader);
    },
  };
}

function readArguments(
  text: string,
  parameters: readonly CallParameter[],
  expected: string,
  source: ScalarSource,
  reader: Reader,
): readonly number[] | undefined {
  const written = text.trim() === '' ? [] : text.trim().split(/\s+/);
  if (text.includes(',')) return reader.report(source, 'arguments are separated by spaces, not by commas', `write ${expected}`);
  if (written.length !== parameters.length) {
    return reader.report(source, `expected ${parameters.length} arguments, found ${written.length}`, `write ${expected}`);
  }
  const values = written.map((argument, index) => parameters[index]!.schema.read(plainSource(argument, source.at), reader));
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** Reports a scalar that is a call of nothing known, or no call at all. */
export function reportUnknownCall(source: Source, family: string, forms: readonly string[], reader: Reader): undefined {
  if (source.kind !== 'scalar') return reportShape(source, family, reader);
  const text = scalarText(source);
  if (hasOpenParenthesis(text)) return reader.report(source, CUT, CUT_HINT);
  const names = forms.map((form) => form.slice(0, form.indexOf('(')));
  const close = nearest(text.split('(')[0]!, names);
  const hint = close === undefined ? `write one of ${forms.join(', ')}` : `did you mean ${forms[names.indexOf(close)]}?`;
  return reader.report(source, `expected ${family}`, hint);
}
