import type { DistributionConfig } from '../../random/distribution.js';
import type { Amount, AmountDimension } from '../expression/amount.js';
import { dimensionOf, missingUnit } from '../expression/check.js';
import { compileExpression } from '../expression/compile.js';
import { NO_VARIABLES } from '../expression/operations.js';
import { visitExpression } from '../expression/visit.js';
import * as dimensions from '../expression/dimensions.js';
import type { DrawDimension, Expression } from '../expression/expression.js';
import { parseExpression } from '../expression/parse.js';
import { requestContext } from '../expression/request-context.js';
import { reportTo } from '../expression/syntax-problem.js';
import { parseDuration, parseNumber, parseSize, type ParsedQuantity } from '../quantities.js';
import type { Reader } from '../reader.js';
import type { JsonSchema, Schema } from '../schema.js';
import type { ScalarSource, Source } from '../source.js';
import { reportShape, scalarText } from './scalar-schema.js';

export type { Amount, AmountDimension } from '../expression/amount.js';
export type { Expression } from '../expression/expression.js';

export type ExpressionDimension = 'duration' | 'size' | 'rate' | 'bandwidth' | 'number' | 'boolean';

const DIMENSIONS: Readonly<Record<ExpressionDimension, dimensions.Dimension>> = {
  duration: dimensions.DURATION,
  size: dimensions.SIZE,
  rate: dimensions.RATE,
  bandwidth: dimensions.BANDWIDTH,
  number: dimensions.NUMBER,
  boolean: dimensions.BOOLEAN,
};

const CONSTANTS: Readonly<Record<DrawDimension, (text: string) => ParsedQuantity>> = {
  duration: parseDuration,
  size: parseSize,
  number: parseNumber,
};

const EXAMPLES: Readonly<Record<DrawDimension, readonly string[]>> = {
  duration: ['5ms', 'exponential(5ms)', '0.2ms + $size / 200MB/s'],
  size: ['2KB', 'lognormal(10KB 20KB)', '$size'],
  number: ['3', 'uniform(1 5)'],
};

/** How long or how large, for each request anew: `5ms`, `exponential(5ms)`, `0.2ms + $size / 200MB/s`. */
export function amount(of: AmountDimension): Schema<Amount> {
  const examples = EXAMPLES[of];
  return expressionSchema(`a ${of}, such as ${examples.join(' or ')}`, examples, (parsed, source, reader) => {
    const alone = drawAlone(parsed, of, source, reader);
    if (alone !== 'calculated') return alone === undefined ? undefined : { type: 'distribution', distribution: alone };
    const checked = checkedExpression(parsed, of, source, reader);
    if (checked === undefined) return undefined;
    return isConstant(checked) ? constantAmount(checked, of, source, reader) : { type: 'expression', expression: checked, of };
  });
}

/** `2 * 5ms` is known before the run, and a mistake where it is negative. */
function constantAmount(checked: Expression, of: AmountDimension, source: ScalarSource, reader: Reader): Amount | undefined {
  const value = compileExpression(checked, NO_NAMES).evaluate(NO_VARIABLES) * (of === 'duration' ? 1e9 : 1);
  if (value >= 0 && value <= Number.MAX_SAFE_INTEGER) {
    return { type: 'distribution', distribution: { name: 'constant', arguments: [Math.round(value)] } };
  }
  return reader.report(source, `expected a ${of}: it is ${value < 0 ? 'negative' : 'too large'}`);
}

/** A constant such as `5ms`, or `name(argument argument)`. */
export function distribution(of: DrawDimension): Schema<DistributionConfig> {
  const examples = EXAMPLES[of].slice(0, 2);
  const expected = `a ${of}, such as ${examples.join(' or ')}`;
  return expressionSchema(expected, examples, (parsed, source, reader) => {
    const alone = drawAlone(parsed, of, source, reader);
    if (alone !== 'calculated') return alone;
    // What is wrong with the expression itself says more than that there is one.
    if (checkedExpression(parsed, of, source, reader) === undefined) return undefined;
    return reader.report(source, `expected ${expected}: it cannot be calculated from the request`);
  });
}

/** Whether something holds for the request at hand: `$size < 1MB`, `$operation == read and $attempt > 1`. */
export function condition(): Schema<Expression> {
  return expression('boolean');
}

/** Over the variables of a request. */
export function expression(of: ExpressionDimension): Schema<Expression> {
  const examples = of === 'boolean' ? ['$size < 1MB', '$operation == read'] : [];
  const expected =
    of === 'boolean'
      ? `a condition, such as ${examples[0]}`
      : `an expression for ${dimensions.describeDimension(DIMENSIONS[of])}`;
  return expressionSchema(expected, examples, (parsed, source, reader) => checkedExpression(parsed, of, source, reader));
}

function expressionSchema<T>(
  expected: string,
  examples: readonly string[],
  make: (parsed: Expression, source: ScalarSource, reader: Reader) => T | undefined,
): Schema<T> {
  return {
    expected,
    json: (): JsonSchema => ({ type: ['string', 'number'], examples }),
    read(source: Source, reader: Reader): T | undefined {
      if (source.kind !== 'scalar' || source.value === null) return reportShape(source, expected, reader);
      const parsed = parseExpression(scalarText(source), source.at, reader);
      return parsed === undefined ? undefined : make(parsed, source, reader);
    },
  };
}

/** Of a constant or of a single distribution; undefined after a report. */
function drawAlone(
  parsed: Expression,
  of: DrawDimension,
  source: ScalarSource,
  reader: Reader,
): DistributionConfig | 'calculated' | undefined {
  if (parsed.type === 'number') {
    const constant = CONSTANTS[of](parsed.text);
    if (!('problem' in constant)) return { name: 'constant', arguments: [constant.value] };
    return reader.report(source, `expected ${withArticle(of)}: ${constant.problem}`, constant.hint);
  }
  if (parsed.type !== 'distribution') return 'calculated';
  if (parsed.of === of || isAllZero(parsed.distribution)) return parsed.distribution;
  const needs = `expected ${withArticle(of)}: ${parsed.distribution.name} draws ${withArticle(parsed.of)} here`;
  return reader.report(source, needs, unitHint(scalarText(source), of, parsed.of, parsed.distribution.values !== undefined));
}

function unitHint(text: string, of: DrawDimension, found: DrawDimension, fromFile: boolean): string | undefined {
  if (found !== 'number') return undefined;
  const unit = of === 'size' ? 'KB' : 'ms';
  if (fromFile) return `did you mean ${text.replace(/\s*\)$/, ` ${unit})`)}?`;
  return `did you mean ${text.replace(/\(\s*([\d.]+)/, `($1${unit}`)}?`;
}

function isAllZero(config: DistributionConfig): boolean {
  return config.values === undefined && config.arguments.every((value) => value === 0);
}

function checkedExpression(
  parsed: Expression,
  of: ExpressionDimension,
  source: ScalarSource,
  reader: Reader,
): Expression | undefined {
  const found = dimensionOf(parsed, requestContext, reportTo(reader, source.at, scalarText(source)));
  if (found === undefined) return undefined;
  const wanted = DIMENSIONS[of];
  if (dimensions.sameDimension(found, wanted)) return parsed;
  const message = `expected ${dimensions.describeDimension(wanted)}, found ${dimensions.describeDimension(found)}`;
  return reader.report(source, message, missingUnit(parsed, wanted));
}

function withArticle(of: DrawDimension): string {
  return `a ${of}`;
}

const NO_NAMES = { operation: () => -1, bound: () => -1 };

function isConstant(expression: Expression): boolean {
  let constant = true;
  visitExpression(expression, (node) => {
    if (node.type === 'variable' || node.type === 'distribution') constant = false;
  });
  return constant;
}
