import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readTrace } from './read-trace.js';

const DATA = new URL('../../../../shared/data/', import.meta.url);
const present = existsSync(DATA);
const whenPresent = present ? describe : describe.skip;
if (!present) console.warn(`real traces are not tested: there is no ${DATA.pathname}`);

function load(path: string): Uint8Array {
  const bytes = readFileSync(new URL(path, DATA));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

const MONTHS: Record<string, string> = { Jan: '01', Jul: '07', May: '05', Oct: '10' };

/** Everything by regular expressions and Date, which the reader does without. */
function naively(log: string): { requests: number; bytes: number; span: number; outOfOrder: number; keys: number } {
  const instants: number[] = [];
  const keys = new Set<string>();
  let bytes = 0;
  for (const line of log.split('\n').slice(0, -1)) {
    const [, day, month, year, time, zone, target, size] =
      /\[(\d+)\/(\w+)\/(\d+):(\S+) ([+-]\d+)\] "[A-Z]+ ([^ "]+)[^"]*" \d+ (\S+)/.exec(line) ?? [];
    instants.push(Date.parse(`${year}-${MONTHS[month!]}-${day}T${time}${zone!.slice(0, 3)}:${zone!.slice(3)}`) / 1000);
    if (size !== '-') bytes += Number(size);
    keys.add(target!);
  }
  const outOfOrder = instants.filter((instant, index) => index > 0 && instant < instants[index - 1]!).length;
  return { requests: instants.length, bytes, span: Math.max(...instants) - Math.min(...instants), outOfOrder, keys: keys.size };
}

whenPresent('real access logs', () => {
  for (const [file, format, lines] of [
    ['semicomplete-2015.combined.log', 'combined', 10_000],
    ['basjes-2015.combined.log', 'combined', 3_456],
    ['zanbil-shop-2019.combined-xff.log', 'combined-xff', 1_000],
    ['nasa-jul95-4k.common.log', 'common', 4_000],
  ] as const) {
    it(`${file} gives its requests, bytes and span, and its format is seen`, () => {
      const bytes = load(`http/${file}`);
      const trace = readTrace(bytes, file, 'detect', {});
      const expected = naively(new TextDecoder().decode(bytes));
      expect(trace.format).toBe(format);
      expect(trace.unparsable.count).toBe(0);
      expect(trace.count).toBe(lines);
      expect({
        requests: trace.count,
        bytes: trace.bytes,
        span: trace.span / 1e9,
        outOfOrder: trace.outOfOrder,
        keys: trace.keyTexts.length,
      }).toEqual(expected);
    });
  }

  it('semicomplete spans 298859 seconds and 4915 of its lines are out of order', () => {
    const trace = readTrace(load('http/semicomplete-2015.combined.log'), 'x', 'combined', {});
    expect([trace.span, trace.outOfOrder, trace.keyTexts.length]).toEqual([298_859e9, 4_915, 1_498]);
  });
});

whenPresent('real key traces', () => {
  for (const [file, format, requests, objects] of [
    ['web07.int32be.bin', 'int32', 76_118, 20_484],
    ['web12.int32be.bin', 'int32', 95_607, 13_756],
    ['cloudphysics-block.keys.txt.gz', 'text', 113_872, 48_974],
    ['scarab-recs-kv-first400k.dense-int32be.gz', 'int32', 400_000, 116_120],
  ] as const) {
    it(`${file} gives its requests and its different keys, and its format is seen`, () => {
      const trace = readTrace(load(`cache/${file}`), file, 'detect', {});
      expect([trace.format, trace.count, trace.keyTexts.length]).toEqual([format, requests, objects]);
      expect([trace.unparsable.count, trace.instants]).toEqual([0, null]);
    });
  }

  it('a CSV of arrivals gives its instants to 100 nanoseconds', () => {
    const bytes = load('arrivals/azure-llm-2023-code.csv');
    const columns = { time: 'TIMESTAMP', size: 'ContextTokens' };
    const trace = readTrace(bytes, 'azure.csv', 'csv', { columns });
    const rows = new TextDecoder().decode(bytes).trim().split(/\r?\n/).slice(1);
    expect(trace.count).toBe(8_819);
    expect(trace.bytes).toBe(rows.reduce((sum, row) => sum + Number(row.split(',')[1]), 0));
    expect(trace.resolution).toBe(100);
    expect([trace.instants![0], trace.instants![1]]).toEqual([0, 52_000_000]);
    const gaps = Array.from(trace.instants!)
      .slice(1)
      .map((instant, index) => instant - trace.instants![index]!);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) * (gap - mean), 0) / gaps.length;
    expect(Math.round(variance / (mean * mean))).toBe(173);
  });
});
