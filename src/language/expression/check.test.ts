import { describe, expect, it } from 'vitest';
import { Reader } from '../reader.js';
import { dimensionOf, type DimensionContext } from './check.js';
import { describeDimension, DURATION, NUMBER, RATE } from './dimensions.js';
import { parseExpression } from './parse.js';
import { requestContext } from './request-context.js';
import { reportTo } from './syntax-problem.js';

const AT = { file: 'shop.yaml', line: 7, column: 1 };

/** As where expectations stand: metrics and windows, no variables. */
const results: DimensionContext = {
  metric(node, report) {
    if (node.text.includes('latency')) return DURATION;
    if (node.text.includes('throughput')) return RATE;
    if (node.text.includes('ratio')) return NUMBER;
    report(node.at, node.text, `unknown metric ${node.text}`);
    return undefined;
  },
  variable(node, report) {
    report(node.at, node.name, 'no variables here');
    return false;
  },
  window: () => true,
};

function check(text: string, context: DimensionContext): string {
  const reader = new Reader();
  const expression = parseExpression(text, AT, reader)!;
  const dimension = dimensionOf(expression, context, reportTo(reader, AT, text));
  if (dimension !== undefined) {
    expect(reader.problems).toEqual([]);
    return describeDimension(dimension);
  }
  return reader.problems
    .map(({ message, hint, at }) => `${at!.column}: ${message}${hint === undefined ? '' : ` | ${hint}`}`)
    .join('; ');
}

describe('dimensions of what is asked of results', () => {
  it.each([
    ['a.latency.p99 < 100ms', 'a condition'],
    ['a.latency.p99 < 3 * b.latency.p99', 'a condition'],
    ['300 / a.throughput - 1s', 'a duration'],
    ['a.latency.mean * a.throughput', 'a plain number'],
    ['a.latency.mean within 3% of 300 / 200/s - 1s', 'a condition'],
    ['a.throughput > 0', 'a condition'],
    ['0 < a.throughput', 'a condition'],
    ['during(x, a.latency.p99) < 3 * before(x, a.latency.p99)', 'a condition'],
    ['recovery-time(x, a.throughput, 99%) < 5s', 'a condition'],
    ['max(a.latency.p99, b.latency.p99)', 'a duration'],
    ['a.throughput / 1s', 'time^-2'],
    ['1KB * 1s', 'time times bytes'],
    ['a.latency.p99 < 100', '15: a duration and a plain number cannot be compared | did you mean 100ms?'],
    ['100 < a.throughput', '5: a plain number and a rate cannot be compared | did you mean 100/s?'],
    ['a.throughput within 3% of 5ms', '14: a rate and a duration cannot be compared'],
    ['a.latency.p99 within 5ms of 100ms', '22: the tolerance must be a share | write X within 3% of Y'],
    ['a.latency.p99 + a.throughput', '15: a duration and a rate cannot be added or subtracted'],
    [
      'a.latency.p99 and b.ratio',
      '1: a duration is not a condition | compare it with something; 19: a plain number is not a condition | compare it with something',
    ],
    ['(a.ratio < 1) + 1', '10: a condition cannot be calculated with or put in order'],
    ['not a.ratio', '5: a plain number is not a condition | compare it with something'],
    ['max(a.latency.p99, 5)', '1: a duration and a plain number cannot be compared | did you mean 5ms?'],
    ['wrong < 1 or worse > 2', '1: unknown metric wrong; 14: unknown metric worse'],
    ['$size < 1MB', '1: no variables here'],
  ])('%s: %s', (text, expected) => {
    expect(check(text, results)).toBe(expected);
  });
});

describe('dimensions of what is asked of a request', () => {
  it.each([
    ['0.2ms + $size / 200MB/s', 'a duration'],
    ['$size * 2 < 1MB', 'a condition'],
    ['$operation == read and $attempt > 1 or not $stock', 'a condition'],
    ['$stock.status == 404 and $stock.size < 2KB', 'a condition'],
    ['$key / 2', 'a plain number'],
    ['$operation', '1: $operation can only be compared with a name, by == or != | write $operation == read'],
    [
      '$role == $operation',
      '1: $role can only be compared with a name, by == or != | write $role == admin; 10: $operation can only be compared with a name, by == or != | write $operation == read',
    ],
    ['size * 2', '1: size is neither a quantity nor a variable | did you mean $size?'],
    ['exponential', '1: exponential is neither a quantity nor a variable | write exponential(mean)'],
    ['before(x, $size)', '1: windows are of metrics, which are known only after the run | ask in expect'],
    ['$size.status', '1: $size has no status | write $size'],
  ])('%s: %s', (text, expected) => {
    expect(check(text, requestContext)).toBe(expected);
  });
});
