import { describe, expect, it } from 'vitest';
import { readTrace, readTracePieces } from './read-trace.js';
import type { Trace } from './trace.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, format = 'combined'): Trace => readTrace(encode(text), 'access.log', format, {});

const GOOD = '198.18.0.1 - user [17/May/2015:10:05:03 +0000] "GET /a?b=1 HTTP/1.1" 200 512 "-" "curl/8"';

const at = (date: string): string => GOOD.replace('17/May/2015:10:05:03', date);

describe('access logs', () => {
  it('give path with query, bytes, method, client and status', () => {
    const trace = read(`${GOOD}\n${GOOD.replace('GET /a?b=1', 'POST /c').replace('200 512', '302 -')}\n`);
    expect(trace).toMatchObject({ count: 2, keyTexts: ['/a?b=1', '/c'], methodNames: ['GET', 'POST'], userCount: 1, bytes: 512 });
    expect(Array.from(trace.statuses!)).toEqual([200, 302]);
    expect(Array.from(trace.sizes!)).toEqual([512, 0]);
  });

  it('are read alike wherever the pieces of the file end', () => {
    const bytes = encode(`${GOOD}\r\n${GOOD.replace('/a?', '/\u00e4?')}\nbroken\n${GOOD.replace(':03', ':07')}`);
    const whole = readTrace(bytes, 'x', 'combined', {});
    expect(whole).toMatchObject({ count: 3, span: 4e9, keyTexts: ['/a?b=1', '/\u00e4?b=1'], unparsable: { count: 1 } });
    for (let length = 1; length < 97; length++) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
        bytes.subarray(index * length, (index + 1) * length),
      );
      expect(readTracePieces(pieces, 'x', 'combined', {})).toEqual(whole);
    }
  });

  it('name zones: equal instants written in two zones are equal', () => {
    const trace = read(
      `${GOOD}\n${GOOD.replace('10:05:03 +0000', '05:35:03 -0430')}\n${GOOD.replace('10:05:03 +0000', '13:35:03 +0330')}`,
    );
    expect(Array.from(trace.instants!)).toEqual([0, 0, 0]);
  });

  it('cross leap days and years', () => {
    const trace = read(
      [at('28/Feb/2016:23:59:59'), at('29/Feb/2016:00:00:00'), at('01/Mar/2016:00:00:00'), at('01/Jan/2017:00:00:00')].join('\n'),
    );
    expect(Array.from(trace.instants!, (instant) => instant / 1e9)).toEqual([0, 1, 86_401, 86_401 + 306 * 86_400]);
  });

  for (const [what, request, key, method] of [
    ['no protocol, as HTTP/0.9 had none', 'GET /ksc.html', '/ksc.html', 'GET'],
    ['escaped quotes', 'GET /a\\"b\\\\ HTTP/1.1', '/a\\"b\\\\', 'GET'],
    ['quotes that nobody escaped', 'GET /a"b HTTP/1.0', '/a"b', 'GET'],
    ['spaces in the path', 'GET /a b c HTTP/1.0', '/a b c', 'GET'],
    ['a method of their own', 'M-SEARCH * HTTP/1.1', '*', 'M-SEARCH'],
  ] as const) {
    it(`may have requests with ${what}`, () => {
      const trace = read(`${GOOD.replace('GET /a?b=1 HTTP/1.1', () => request)}\n`);
      expect([trace.keyTexts, trace.methodNames, trace.unparsable.count]).toEqual([[key], [method], 0]);
    });
  }

  it('may have spaces and brackets in the user name, and addresses of IP version 6', () => {
    const trace = read(`${GOOD.replace('- user', '- a [b] c').replace('198.18.0.1', '2001:db8::1')}\n`);
    expect([trace.count, trace.keyTexts]).toEqual([1, ['/a?b=1']]);
  });

  for (const [what, line] of [
    ['an empty line', ''],
    ['one word', 'hello'],
    ['no date', '198.18.0.1 - - "GET / HTTP/1.1" 200 5'],
    ['a date that does not exist', GOOD.replace('17/May', '30/Feb')],
    ['an hour that does not exist', GOOD.replace(':10:', ':24:')],
    ['an unknown month', GOOD.replace('May', 'Foo')],
    ['a zone without sign', GOOD.replace('+0000', ' 0000')],
    ['no request', GOOD.replace('"GET /a?b=1 HTTP/1.1"', '"-"')],
    ['an empty request', GOOD.replace('"GET /a?b=1 HTTP/1.1"', '""')],
    ['bytes of a TLS handshake', GOOD.replace('GET /a?b=1 HTTP/1.1', '\\x16\\x03\\x01\\x00')],
    ['a request that never ends', GOOD.slice(0, 60)],
    ['a status in letters', GOOD.replace('200', 'abc')],
    ['a negative size', GOOD.replace(' 512', ' -512')],
    ['a size beyond any number', GOOD.replace(' 512', ` ${'9'.repeat(400)}`)],
    ['zeros', '\0'.repeat(50)],
    ['brackets only', '['.repeat(5000)],
    ['quotes only', `${GOOD.slice(0, 50)}${'" '.repeat(5000)}`],
  ] as const) {
    it(`count ${what} as unparsable and go on`, () => {
      const trace = read(`${GOOD}\n${line}\n${GOOD}\n`);
      expect([trace.count, trace.unparsable.count]).toEqual([2, 1]);
      expect(trace.unparsable.examples[0]!.line).toBe(2);
      expect(trace.unparsable.examples[0]!.reason).not.toBe('');
    });
  }

  it('may hold a line of a megabyte, of which nothing is kept', () => {
    const trace = read(`${GOOD}\n${GOOD.replace('/a', `/${'a'.repeat(1 << 20)}`)}\n${GOOD}\n`);
    expect(trace).toMatchObject({
      count: 2,
      unparsable: { count: 1, examples: [{ line: 2, reason: 'the line is longer than 64 KiB' }] },
    });
    expect(trace.unparsable.examples[0]!.text.length).toBeLessThan(200);
  });

  it('keep the first five of many unparsable lines, without control characters', () => {
    const trace = read(`${GOOD}\n${'\u001b[31mx\n'.repeat(1000)}`);
    expect(trace.unparsable.count).toBe(1000);
    expect(trace.unparsable.examples.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(trace.unparsable.examples[0]!.text).toBe('\ufffd[31mx');
  });

  it('with virtual hosts keep equal paths of different hosts apart', () => {
    const trace = read(`www.a.org:80 ${GOOD}\nwww.b.org:443 ${GOOD}\n${GOOD}\nwww.a.org:80 ${GOOD}\n`, 'vhost_combined');
    expect(trace).toMatchObject({ count: 3, keyTexts: ['www.a.org/a?b=1', 'www.b.org/a?b=1'], unparsable: { count: 1 } });
  });
});

describe('the format of a log', () => {
  const common = GOOD.slice(0, GOOD.indexOf(' "-"'));
  for (const [format, line] of [
    ['common', common],
    ['combined', GOOD],
    ['combined-xff', `${GOOD} "198.18.0.9"`],
    ['vhost-combined', `www.a.org:80 ${GOOD}`],
    ['combined', GOOD.replace('198.18.0.1', '2001:db8::1')],
    ['common', `garbage\n\n${common}`],
  ] as const) {
    it(`is seen to be ${format} from ${line.slice(0, 14)}... of ${line.length} characters`, () => {
      expect(readTrace(encode(`${line}\n`), 'some.log.gz', 'detect', {}).format).toBe(format);
    });
  }

  it('that nobody can see is asked for, with the names of all', () => {
    expect(() => readTrace(encode('a b c\n'), 'some.log', 'detect', {})).toThrow(/cannot be seen in which format some.log/);
    expect(() => readTrace(encode('x'), 'some.log', 'combind', {})).toThrow(/no trace format named combind/);
  });

  it('that fits no line at all is an error that shows the first line', () => {
    expect(() => readTrace(encode('a\nb\n'), 'some.log', 'common', {})).toThrow(
      'there is no request in some.log that the format common could read: unparsable lines: 2, the first of them line 1: there is nothing after the client address',
    );
    expect(() => readTrace(new Uint8Array(0), 'some.log', 'detect', {})).toThrow(/it is empty/);
  });
});
