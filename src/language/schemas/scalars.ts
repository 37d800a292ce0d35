import { nearest } from '../../core/nearest.js';
import * as quantities from '../quantities.js';
import type { JsonSchema, Schema } from '../schema.js';
import { type Parsed, scalarSchema } from './scalar-schema.js';

/** In base units: nanoseconds, per second, bytes, bytes per second, 0..1. */
export interface Limits {
  readonly min?: number;
  readonly max?: number;
  readonly minExclusive?: number;
}

const NUMBER = '[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?';
const TIME = '(ns|us|ms|s|min|h|d)';
const SIZE = '(B|KB|kB|MB|GB|TB|KiB|MiB|GiB|TiB)';
/** A parameter may stand anywhere in a scalar; what it makes of it is checked when the scenario is read. */
const PARAMETER = '.*\\$[a-z].*';

/** Integer nanoseconds. */
export function duration(limits: Limits = {}): Schema<number> {
  const json = quantityJson(`${NUMBER}${TIME}`, ['30s', '5ms', '100us']);
  return quantity('a duration, such as 30s', quantities.parseDuration, quantities.formatDuration, limits, json);
}

/** Per second. */
export function rate(limits: Limits = {}): Schema<number> {
  const json = quantityJson(`${NUMBER}[kMG]?/${TIME}`, ['2000/s', '10k/s', '5/min']);
  return quantity('a rate, such as 2000/s', quantities.parseRate, quantities.formatRate, limits, json);
}

/** Integer bytes. */
export function size(limits: Limits = {}): Schema<number> {
  const json = quantityJson(`${NUMBER}${SIZE}`, ['2KB', '64MiB']);
  return quantity('a size, such as 2KB', quantities.parseSize, quantities.formatSize, limits, json);
}

/** Bytes per second. */
export function bandwidth(limits: Limits = {}): Schema<number> {
  const json = quantityJson(`${NUMBER}(${SIZE}|k?bit|[MG]bit)/${TIME}`, ['1Gbit/s', '20MB/s']);
  return quantity('a bandwidth, such as 1Gbit/s', quantities.parseBandwidth, quantities.formatBandwidth, limits, json);
}

/** 0..1, written as a percentage. */
export function share(limits: Limits = {}): Schema<number> {
  const json = quantityJson(`${NUMBER}%`, ['5%']);
  return quantity('a share, such as 5%', quantities.parseShare, quantities.formatShare, limits, json);
}

/** A whole number; `10k` is 10,000. */
export function count(limits: Limits = {}): Schema<number> {
  const json = numberJson('integer', limits, ['8', '10k']);
  return quantity('a count, such as 8 or 10k', quantities.parseCount, quantities.formatCount, limits, json);
}

/** Any number without a unit that is not negative. */
export function number(limits: Limits = {}): Schema<number> {
  const json = numberJson('number', limits, ['0.9']);
  return quantity('a number, such as 0.9', quantities.parseNumber, quantities.formatCount, limits, json);
}

/** Any text that is not empty; numbers count as their digits. */
export function text(): Schema<string> {
  const json = { type: ['string', 'number', 'boolean'] };
  return scalarSchema<string>('text', (value) => (value.trim() === '' ? { problem: 'it is empty' } : { value }), json);
}

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_NAME = 64;

/** The name of a node, workload, arm, operation, fault or parameter: kebab-case. */
export function name(): Schema<string> {
  const json = { type: 'string', pattern: `${KEBAB_CASE.source}|^${PARAMETER}$`, maxLength: LONGEST_NAME };
  return scalarSchema('a name, such as order-db', parseName, json);
}

/** Whether a text is a name; otherwise why not. */
export function parseName(text: string): Parsed<string> {
  if (text.length > LONGEST_NAME) return { problem: `names have at most ${LONGEST_NAME} characters` };
  if (KEBAB_CASE.test(text)) return { value: text };
  const meant = text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  const hint = KEBAB_CASE.test(meant) ? `did you mean ${meant}?` : undefined;
  return { problem: 'names are small letters and digits joined by -, and begin with a letter', hint };
}

export function flag(): Schema<boolean> {
  const json = { anyOf: [{ type: 'boolean' }, { type: 'string', pattern: PARAMETER }] };
  return scalarSchema('true or false', parseFlag, json);
}

function parseFlag(text: string): Parsed<boolean> {
  if (text === 'true' || text === 'false') return { value: text === 'true' };
  const meant = /^(yes|on|y|1)$/i.test(text) ? 'true' : /^(no|off|n|0)$/i.test(text) ? 'false' : text.toLowerCase();
  const hint = meant === 'true' || meant === 'false' ? `did you mean ${meant}?` : undefined;
  return { problem: 'it is neither', hint };
}

/** One of these words. */
export function choice<const Value extends string>(...values: readonly Value[]): Schema<Value> {
  const expected = values.length === 1 ? values[0]! : `one of ${values.join(', ')}`;
  const json = { anyOf: [{ enum: values }, { type: 'string', pattern: PARAMETER }] };
  return scalarSchema<Value>(
    expected,
    (word) => {
      const value = values.find((candidate) => candidate === word);
      if (value !== undefined) return { value };
      const meant = nearest(word, values);
      return {
        problem: `${JSON.stringify(word)} is not known`,
        hint: meant === undefined ? undefined : `did you mean ${meant}?`,
      };
    },
    json,
  );
}

function quantity(
  expected: string,
  parse: (text: string) => quantities.ParsedQuantity,
  format: (value: number) => string,
  limits: Limits,
  json: JsonSchema,
): Schema<number> {
  return scalarSchema(
    expected,
    (written) => {
      const parsed = parse(written);
      if ('problem' in parsed) return parsed;
      const problem = outside(parsed.value, limits, format);
      return problem === undefined ? parsed : { problem };
    },
    json,
  );
}

function outside(value: number, limits: Limits, format: (value: number) => string): string | undefined {
  if (limits.min !== undefined && value < limits.min) return `it must be at least ${format(limits.min)}`;
  if (limits.max !== undefined && value > limits.max) return `it must be at most ${format(limits.max)}`;
  if (limits.minExclusive !== undefined && value <= limits.minExclusive)
    return `it must be more than ${format(limits.minExclusive)}`;
  return undefined;
}

function quantityJson(pattern: string, examples: readonly string[]): JsonSchema {
  return { anyOf: [{ type: 'string', pattern: `^(${pattern}|${PARAMETER})$` }, { const: 0 }], examples };
}

function numberJson(type: 'integer' | 'number', limits: Limits, examples: readonly string[]): JsonSchema {
  const plain: Record<string, unknown> = { type, minimum: limits.min ?? 0 };
  if (limits.max !== undefined) plain['maximum'] = limits.max;
  if (limits.minExclusive !== undefined) plain['exclusiveMinimum'] = limits.minExclusive;
  return { anyOf: [plain, { type: 'string', pattern: `^(${NUMBER}[kMG]?|${PARAMETER})$` }], examples };
}
