import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reader } from '../reader.js';
import type { Expression } from './expression.js';
import { parseExpression } from './parse.js';

const AT = { file: 'shop.yaml', line: 7, column: 5 };

function parse(text: string): Expression {
  const reader = new Reader();
  const expression = parseExpression(text, AT, reader);
  expect(reader.problems).toEqual([]);
  return expression!;
}

function problemOf(text: string): string {
  const reader = new Reader();
  expect(parseExpression(text, AT, reader)).toBeUndefined();
  expect(reader.problems).toHaveLength(1);
  const { message, hint, at } = reader.problems[0]!;
  return `${at!.column - AT.column}: ${message}${hint === undefined ? '' : ` | ${hint}`}`;
}

/** With every operator in parentheses, so that precedence can be seen. */
function shown(node: Expression): string {
  switch (node.type) {
    case 'number':
    case 'metric':
      return node.text;
    case 'variable':
      return `$${node.name}`;
    case 'name':
      return `'${node.name}'`;
    case 'distribution':
      return `${node.distribution.name}[${node.distribution.arguments.join(' ')}]`;
    case 'unary':
      return `(${node.operator} ${shown(node.operand)})`;
    case 'binary':
      return `(${shown(node.left)} ${node.operator} ${shown(node.right)})`;
    case 'within':
      return `(${shown(node.left)} within ${shown(node.tolerance)} of ${shown(node.right)})`;
    case 'function':
      return `${node.name}(${node.arguments.map(shown).join(', ')})`;
    case 'window':
      return `${node.name}{${shown(node.of)}}`;
    case 'recovery':
      return `recovery(${node.action}, ${shown(node.of)}, ${node.share})`;
  }
}

describe('an expression', () => {
  it.each([
    ['1 + 2 * 3 - 4 / 5', '((1 + (2 * 3)) - (4 / 5))'],
    ['(1 + 2) * 3', '((1 + 2) * 3)'],
    ['-1 + -$size * 2', '((- 1) + ((- $size) * 2))'],
    ['1 - 2 - 3', '((1 - 2) - 3)'],
    ['not $a and $b or $c', '(((not $a) and $b) or $c)'],
    ['not 1 < 2 and 3 > 2', '((not (1 < 2)) and (3 > 2))'],
    ['1 + 2 < 3 * 4', '((1 + 2) < (3 * 4))'],
    ['jobs.latency.mean within 3% of 300 / 200/s - 1s', '(jobs.latency.mean within 3% of ((300 / 200/s) - 1s))'],
    ['a.b within 1% + 2% of 3 and c.d < 5', '((a.b within (1% + 2%) of 3) and (c.d < 5))'],
    ['order-db.hit-ratio - api/2.hit-ratio > store#3.x', '((order-db.hit-ratio - api/2.hit-ratio) > store#3.x)'],
    ['shoppers[read].latency.p99 < 100ms', '(shoppers[read].latency.p99 < 100ms)'],
    ['large-only.site.bytes-in < 0.6 * plain.site.bytes-in', '(large-only.site.bytes-in < (0.6 * plain.site.bytes-in))'],
    ['$operation == read', "($operation == 'read')"],
    ['read != $operation', "('read' != $operation)"],
    ['$role == admin and $stock.status == 404', "(($role == 'admin') and ($stock.status == 404))"],
    ['exponential(1ms) + $size / 200MB/s', '(exponential[1000000] + ($size / 200MB/s))'],
    ['lognormal( 0.4ms  0.2ms )', 'lognormal[400000 200000]'],
    ['uniform(0 1) < 20%', '(uniform[0 1] < 20%)'],
    ['erlang(4ms 4)', 'erlang[4000000 4]'],
    ['gamma(5KB 0.5)', 'gamma[5000 0.5]'],
    ['sum(a.sold) == sum(b.rows)', '(sum(a.sold) == sum(b.rows))'],
    ['max(1ms, 2ms, $size / 1MB/s)', 'max(1ms, 2ms, ($size / 1MB/s))'],
    ['min(during(release, rolling.api.replicas-ready)) >= 5', '(min(during(release){rolling.api.replicas-ready}) >= 5)'],
    ['window(80s, 120s, storm.users.availability) < 20%', '(window(80s, 120s){storm.users.availability} < 20%)'],
    ['recovery-time(leader-dies, bank.availability, 99%) < 5s', '(recovery(leader-dies, bank.availability, 0.99) < 5s)'],
    ['after(grow, ring.store#10.load) > 0/s', '(after(grow){ring.store#10.load} > 0/s)'],
    ['\n  1\n  + 2 ', '(1 + 2)'],
  ])('%s', (text, expected) => {
    expect(shown(parse(text))).toBe(expected);
  });

  it('is plain data that another thread can be sent', () => {
    const expression = parse('before(outage, shop[read].latency.p99) < 3 * exponential(1ms) and not $a');
    expect(JSON.parse(JSON.stringify(expression))).toEqual(expression);
    expect(structuredClone(expression)).toEqual(expression);
  });

  it('tells a window by name, place and time', () => {
    expect(parse('window(30s, 2min, a.b)')).toMatchObject({ name: 'window(30s, 2min)', action: null, from: 30e9, to: 120e9 });
    expect(parse('1 + before(outage, a.b)')).toMatchObject({
      right: { name: 'before(outage)', action: 'outage', actionAt: 11, at: 4 },
    });
  });

  it.each([
    ['', '0: the expression is empty'],
    ['1 +', '3: the expression ends too early'],
    ['1 2', '2: 2 cannot stand here'],
    ['5 ms', '2: ms cannot stand here | did you mean 5ms?'],
    ['1ms+2ms', '0: 1ms+2ms is not a quantity: "ms+2ms" is not a unit | operators need a space on both sides'],
    ['a.b<5ms', '0: a.b<5ms cannot be read: "b<5ms" is not a name | operators need a space on both sides'],
    ['a.b <5ms', '4: <5ms cannot stand here | operators need a space on both sides'],
    ['$size>1MB', '0: $size>1MB is not a variable | operators need a space on both sides'],
    ['1 < 2 < 3', '6: comparisons cannot be chained | write a < b and b < c'],
    ['1 = 2', '2: = is not an operator | did you mean ==?'],
    ['$a && $b', '3: && is not an operator | did you mean and?'],
    ['! $a', '0: ! is not an operator | did you mean not?'],
    ['a.b within 3% 5ms', '14: the word of is missing | write X within 3% of Y'],
    ['(1 + 2', '0: a parenthesis is left open | inside { } and [ ] YAML cuts at a comma: separate arguments by spaces'],
    ['uniform(1ms', '0: a parenthesis is left open | inside { } and [ ] YAML cuts at a comma: separate arguments by spaces'],
    ['1 + 2)', '5: ) cannot stand here'],
    ['uniform(1ms, 5ms) + 1ms', '11: arguments of a distribution are separated by spaces | did you mean uniform(1ms 5ms)?'],
    ['uniform(1ms)', '0: uniform needs 2 arguments, separated by spaces, found 1 | write uniform(low high)'],
    ['uniform(1ms 2KB)', '12: 2KB cannot be an argument: the argument before it is a duration | write uniform(low high)'],
    ['uniform(5ms 1ms)', '0: uniform: high must not be less than low'],
    ['exponential(-1ms)', '12: an argument of exponential is negative | write exponential(mean)'],
    ['exponential(0s)', '0: exponential: the mean must be more than 0'],
    [
      'exponential(5/s)',
      '12: 5/s cannot be an argument: it is neither a duration nor a size nor a plain number | write exponential(mean)',
    ],
    ['exponential(uniform(1 2))', '12: arguments of a distribution are plain quantities'],
    ['gamma(2 5ms)', '8: 5ms cannot be an argument: shape: it is a duration | write gamma(mean shape)'],
    ['exponental(5ms)', '0: there is no function or distribution named exponental | did you mean exponential(...)?'],
    ['empirical(times.txt)', '0: no file can be named here'],
    [
      'before(5s, a.b)',
      '7: the first argument of before is the name of a fault or change | write before(outage, users.latency.p99)',
    ],
    ['before(outage a.b)', '14: a.b cannot stand here, expected ,'],
    ['window(30s, 20s, a.b)', '12: a window must end after it begins'],
    ['window(30, 40s, a.b)', '7: a window begins and ends at a time: the unit is missing | did you mean 30ms?'],
    [
      'recovery-time(outage, a.b, 0.99)',
      '27: the last argument of recovery-time is a share | write recovery-time(outage, users.throughput, 99%)',
    ],
    [
      'users[read.latency',
      '0: users[read.latency cannot be read: the [ is not closed | an operation is written users[read].latency.p99',
    ],
    ['$Size', '0: $Size is not a variable | write $size, $stock, $stock.status or $stock.size'],
    ['1e400', '0: 1e400 is not a quantity: the number is too large'],
    ['.inf', '0: .inf is not a quantity: it is not a finite number'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('is not too long, too deep or too wide', () => {
    expect(problemOf('1 + '.repeat(25_000))).toContain('an expression has at most 10000 characters');
    expect(problemOf('not '.repeat(2000) + '1')).toContain('nested too deeply');
    expect(problemOf(`${'('.repeat(200)}1${')'.repeat(200)}`)).toContain('nested too deeply');
    expect(problemOf(`1${' + 1'.repeat(2000)}`)).toContain('too many parts');
    expect(parse(`1${' + 1'.repeat(900)}`).type).toBe('binary');
  });

  it('never throws, whatever the text, and either parses or reports', () => {
    const pieces = [
      '1',
      '5ms',
      '200/s',
      '2KB',
      '3%',
      '$size',
      '$a.status',
      'a.b',
      'x[y].z',
      '+',
      '-',
      '*',
      '/',
      '<',
      '==',
      'and',
      'or',
      'not',
      'within',
      'of',
      '(',
      ')',
      ',',
      'max(',
      'before(',
      'window(',
      'exponential(',
      'recovery-time(',
      '$operation',
      'read',
      '#',
      '"',
    ];
    const texts = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const reader = new Reader();
        const expression = parseExpression(text, AT, reader);
        expect(reader.problems).toHaveLength(expression === undefined ? 1 : 0);
      }),
      { numRuns: 3000 },
    );
  });

  it('is read again from what it was shown as', () => {
    const leaf = fc.constantFrom('1', '5ms', '$size', 'a.b', 'x[y].z.mean');
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/', 'and', 'or', '<'), tie('tree'))
          .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      ),
    }));
    fc.assert(
      fc.property(tree, (text) => {
        expect(shown(parse(text))).toBe(text);
      }),
    );
  });
});
