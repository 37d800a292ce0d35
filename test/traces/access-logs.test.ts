import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type MetricTable, run } from '../../src/app/index.js';
import { naiveMisses } from './naive-cache.js';
import { naiveLog } from './naive-log.js';
import { describeWithData, sharedFile } from './shared-data.js';

const SCENARIO = fileURLToPath(new URL('../../scenarios/real/access-log.yaml', import.meta.url));
const SEMICOMPLETE = 'http/semicomplete-2015.combined.log';
const NASA = 'http/nasa-jul95-4k.common.log';

/** As a user runs it: the shipped scenario with a log of one's own. */
async function replayed(log: string, ...set: readonly string[]): Promise<MetricTable> {
  const { arms, verdict } = await run(SCENARIO, { set: [`workloads.site.arrivals.replay=${log}`, ...set] });
  expect(verdict).toBe('pass');
  return arms[0]!.metrics;
}

describeWithData('real access logs in the shipped scenario', () => {
  it.each([
    [SEMICOMPLETE, 10_000],
    ['http/basjes-2015.combined.log', 3_456],
    ['http/zanbil-shop-2019.combined-xff.log', 1_000],
    [NASA, 4_000],
  ])('%s gives its requests, bytes and span', async (file, lines) => {
    const expected = naiveLog(sharedFile(file));
    expect(expected.requests).toBe(lines);
    const metrics = await replayed(sharedFile(file));
    expect({
      requests: metrics['site.requests']!.value,
      recorded: metrics['site.replay.requests']!.value,
      bytes: metrics['site.replay.bytes']!.value,
      answered: metrics['site.bytes-in']!.value,
      span: metrics['site.replay.span']!.value,
      unparsable: metrics['site.replay.unparsable-lines']!.value,
    }).toEqual({
      requests: expected.requests,
      recorded: expected.requests,
      bytes: expected.bytes,
      answered: expected.bytes,
      span: expected.span,
      unparsable: 0,
    });
  });

  it('counts the lines that cannot be read, and takes all others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sysdesign-'));
    const file = join(folder, 'damaged.log');
    const lines = readFileSync(sharedFile(NASA), 'latin1').split('\n');
    lines.splice(
      100,
      0,
      'Jul 1 00:03:01 server restarted',
      '',
      '198.18.0.1 - - [01/Jul/1995:00:03:99 -0400] "GET / HTTP/1.0" 200 1',
    );
    lines.splice(2000, 0, lines[1999]!.slice(0, 40));
    writeFileSync(file, lines.join('\n'), 'latin1');
    const metrics = await replayed(file);
    rmSync(folder, { recursive: true });
    expect(metrics['site.replay.requests']!.value).toBe(4_000);
    expect(metrics['site.replay.bytes']!.value).toBe(naiveLog(sharedFile(NASA)).bytes);
    expect(metrics['site.replay.unparsable-lines']!.value).toBe(4);
  });

  const golden = JSON.parse(readFileSync(sharedFile('golden-cache-misses.json'), 'utf8')) as Golden;

  it.each([14, 74, 149, 449])(
    'LRU over semicomplete misses exactly as often as published at a capacity of %i',
    async (capacity) => {
      const published = golden.traces.find(({ file }) => file === SEMICOMPLETE)!.misses['lru']![capacity];
      const metrics = await replayed(sharedFile(SEMICOMPLETE), `nodes.cache.capacity=${capacity}`);
      expect(metrics['cache.misses.count']!.value).toBe(published);
      expect(naiveMisses(naiveLog(sharedFile(SEMICOMPLETE)).keys, capacity, 'lru')).toBe(published);
    },
  );

  it.each([6, 34, 69, 209].flatMap((capacity) => [[capacity, 'lru'] as const, [capacity, 'fifo'] as const]))(
    'at a capacity of %i, %s over NASA misses exactly as often as a naive one',
    async (capacity, policy) => {
      const expected = naiveMisses(naiveLog(sharedFile(NASA)).keys, capacity, policy);
      const metrics = await replayed(sharedFile(NASA), `nodes.cache.capacity=${capacity}`, `nodes.cache.policy=${policy}`);
      expect(metrics['cache.misses.count']!.value).toBe(expected);
      expect(metrics['cache.hits.count']!.value).toBe(4_000 - expected);
    },
  );
});

interface Golden {
  readonly traces: readonly { readonly file: string; readonly misses: Record<string, Record<number, number>> }[];
}
