import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readTrace } from '../../src/workloads/traces/read-trace.js';
import { naiveLog } from './naive-log.js';
import { describeWithData, sharedFile } from './shared-data.js';

function load(path: string): Uint8Array {
  const bytes = readFileSync(sharedFile(path));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

describeWithData('real access logs', () => {
  for (const [file, format, lines] of [
    ['semicomplete-2015.combined.log', 'combined', 10_000],
    ['basjes-2015.combined.log', 'combined', 3_456],
    ['zanbil-shop-2019.combined-xff.log', 'combined-xff', 1_000],
    ['nasa-jul95-4k.common.log', 'common', 4_000],
  ] as const) {
    it(`${file} gives its requests, bytes and span, and its format is seen`, () => {
      const bytes = load(`http/${file}`);
      const trace = readTrace(bytes, file, 'detect', {});
      const { requests, bytes: sum, span, keys } = naiveLog(sharedFile(`http/${file}`));
      expect(trace.format).toBe(format);
      expect([trace.unparsable.count, trace.count]).toEqual([0, lines]);
      expect([trace.count, trace.bytes, trace.span / 1e6]).toEqual([requests, sum, span]);
      expect(trace.keyTexts).toHaveLength(new Set(keys).size);
    });
  }

  it('semicomplete spans 298859 seconds and 4915 of its lines are out of order', () => {
    const trace = readTrace(load('http/semicomplete-2015.combined.log'), 'x', 'combined', {});
    expect([trace.span, trace.outOfOrder, trace.keyTexts.length]).toEqual([298_859e9, 4_915, 1_498]);
  });
});

describeWithData('real key traces', () => {
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
