import { InputError, type Position } from '../../core/problem.js';
import type { DistributionConfig, DistributionDefinition, Parameter } from '../../random/distribution.js';
import { distributions } from '../../random/distributions/registry.js';
import { parseCount, parseDuration, parseNumber, type ParsedQuantity, parseShare, parseSize } from '../quantities.js';
import { parseQuantity } from '../quantity.js';
import type { Reader } from '../reader.js';
import type { DistributionNode, DrawDimension } from './expression.js';
import { readValues } from './empirical-file.js';
import { positionWithin, SyntaxProblem } from './syntax-problem.js';
import type { Token } from './tokens.js';

/** Samples are integers: inside an expression plain numbers are drawn in billionths, durations in nanoseconds. */
const SCALES: Readonly<Record<DrawDimension, number>> = { duration: 1e9, size: 1, number: 1e9 };

/** `exponential(5ms)` as a node of an expression. Ends in a SyntaxProblem, or in an InputError of the file that it names. */
export function distributionNode(call: Token, words: readonly Token[], start: Position, reader: Reader): DistributionNode {
  const definition = distributions.get(call.text)!;
  const { config, of } = definition.parameters.some((parameter) => parameter.dimension === 'file')
    ? fromFile(definition, call, words, start, reader)
    : fromArguments(definition, call, words);
  const problem = definition.check(config);
  if (problem !== undefined) throw new SyntaxProblem(`${call.text}: ${problem}`, call.at, call.text);
  return { type: 'distribution', distribution: config, of, scale: SCALES[of], at: call.at };
}

/** The same distribution with its plain numbers in billionths, so that integer samples lose nothing. */
export function inBillionths(config: DistributionConfig): DistributionConfig {
  const definition = distributions.get(config.name)!;
  const scaled = config.arguments.map((value, index) =>
    definition.parameters[index]!.dimension === 'value' ? value * 1e9 : value,
  );
  return config.values === undefined
    ? { name: config.name, arguments: scaled }
    : { name: config.name, arguments: scaled, values: config.values.map((value) => value * 1e9) };
}

interface Read {
  readonly config: DistributionConfig;
  readonly of: DrawDimension;
}

function fromArguments(definition: DistributionDefinition, call: Token, words: readonly Token[]): Read {
  const { parameters } = definition;
  const usage = `write ${definition.name}(${parameters.map((parameter) => parameter.name).join(' ')})`;
  const minus = words.find((word) => word.text === '-');
  if (minus !== undefined) throw new SyntaxProblem(`an argument of ${definition.name} is negative`, minus.at, minus.text, usage);
  if (words.length !== parameters.length) {
    const needs = parameters.length === 1 ? '1 argument' : `${parameters.length} arguments, separated by spaces`;
    throw new SyntaxProblem(`${definition.name} needs ${needs}, found ${words.length}`, call.at, call.text, usage);
  }
  const values = words.map((word, index) => (parameters[index]!.dimension === 'value' ? word : undefined));
  const of = drawDimension(
    values.filter((word) => word !== undefined),
    usage,
  );
  const numbers = words.map((word, index) => argument(word, parameters[index]!, of, usage));
  return { config: { name: definition.name, arguments: numbers }, of };
}

/** What is drawn, from the units of those arguments that are values; a plain 0 fits any. */
function drawDimension(words: readonly Token[], usage: string): DrawDimension {
  let found: DrawDimension | undefined;
  for (const word of words) {
    const quantity = parseQuantity(word.text);
    if ('problem' in quantity) throw notAnArgument(word, quantity.problem, quantity.hint ?? usage);
    if (quantity.value === 0 && quantity.unit === '') continue;
    const of = dimensionOf(quantity);
    if (of === undefined) throw notAnArgument(word, 'it is neither a duration nor a size nor a plain number', usage);
    if (found !== undefined && found !== of) throw notAnArgument(word, `the argument before it is a ${found}`, usage);
    found = of;
  }
  return found ?? 'number';
}

function dimensionOf({ time, bytes }: { readonly time: number; readonly bytes: number }): DrawDimension | undefined {
  if (time === 0 && bytes === 0) return 'number';
  if (time === 1 && bytes === 0) return 'duration';
  return time === 0 && bytes === 1 ? 'size' : undefined;
}

const PARSERS: Readonly<Record<DrawDimension, (text: string) => ParsedQuantity>> = {
  duration: parseDuration,
  size: parseSize,
  number: parsePlain,
};

/** A plain number or a percentage. */
function parsePlain(text: string): ParsedQuantity {
  return text.endsWith('%') ? parseShare(text) : parseNumber(text);
}

function argument(word: Token, parameter: Parameter, of: DrawDimension, usage: string): number {
  const parsed = parserFor(parameter, of)(word.text);
  if (!('problem' in parsed)) return parsed.value;
  const hint = parameter.dimension === 'value' ? (parsed.hint ?? usage) : usage;
  throw notAnArgument(word, `${parameter.name}: ${parsed.problem}`, hint);
}

function parserFor(parameter: Parameter, of: DrawDimension): (text: string) => ParsedQuantity {
  if (parameter.dimension === 'value') return PARSERS[of];
  if (parameter.dimension === 'count') return parseCount;
  return parameter.dimension === 'ratio' ? parseShare : parseNumber;
}

function notAnArgument(word: Token, problem: string, hint: string): SyntaxProblem {
  return new SyntaxProblem(`${word.text} cannot be an argument: ${problem}`, word.at, word.text, hint);
}

function fromFile(
  definition: DistributionDefinition,
  call: Token,
  words: readonly Token[],
  start: Position,
  reader: Reader,
): Read {
  const usage = `write ${definition.name}(FILE), or ${definition.name}(FILE ms) where its numbers have no unit`;
  const [file, unit] = words;
  if (file === undefined || words.length > 2)
    throw new SyntaxProblem(`${definition.name} needs a file`, call.at, call.text, usage);
  const at = positionWithin(start, '', file.at);
  if (reader.readFile === undefined) throw new InputError([{ message: 'no file can be named here', at, text: file.text }]);
  const { values, of } = readValues(reader.readFile(file.text, at), file.text, unit?.text ?? '');
  return { config: { name: definition.name, arguments: [], values }, of };
}
