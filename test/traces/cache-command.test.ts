import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/app/run.js';
import { commandLine } from '../../src/cli/command-line.js';
import type { CacheStudy } from '../../src/reporters/cache-study/cache-study.js';
import { evictionPolicies } from '../../src/policies/eviction/registry.js';
import { naivePolicies } from './naive-policies.js';
import { describeWithData, sharedFile } from './shared-data.js';

interface Golden {
  readonly traces: readonly {
    readonly file: string;
    readonly requests: number;
    readonly objects: number;
    readonly misses: Readonly<Record<string, Readonly<Record<string, number>>>>;
  }[];
}

/** In ms, for a machine that is busy with other things. */
const LONG = 300_000;
/** The least capacity at which S3-FIFO has a small queue worth the name; libCacheSim lets nothing in below. */
const LEAST_FOR_S3_FIFO = 20;

async function sysdesign(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const stream = (write: (text: string) => void) => ({ write, isTerminal: false, colour: false, width: undefined });
  const code = await commandLine(
    {
      argv,
      stdout: stream((text) => (out += text)),
      stderr: stream((text) => (err += text)),
      readLines: async () => undefined,
      onInterrupt: () => () => {},
      debug: false,
    },
    '0.0.0',
  );
  return { code, out, err };
}

async function study(...argv: string[]): Promise<CacheStudy> {
  const { code, out, err } = await sysdesign('cache', ...argv, '--json');
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as CacheStudy;
}

/** Misses by policy and capacity. */
function missesIn({ policies }: CacheStudy): Record<string, Record<string, number>> {
  return Object.fromEntries(
    policies.map(({ name, results }) => [name, Object.fromEntries(results.map((cache) => [cache.capacity, cache.misses]))]),
  );
}

describeWithData('sysdesign cache over recorded traces', () => {
  const golden = JSON.parse(readFileSync(sharedFile('golden-cache-misses.json'), 'utf8')) as Golden;

  it.each(golden.traces.map((trace) => [trace.file, trace] as const))(
    'misses exactly as often as published over %s',
    async (file, { requests, objects, misses }) => {
      const capacities = Object.keys(misses['lru']!);
      const result = await study(sharedFile(file), '--policy', Object.keys(misses).join(','), '--capacity', capacities.join(','));
      expect(result.trace).toMatchObject({ requests, objects });
      const counted = missesIn(result);
      for (const [policy, published] of Object.entries(misses)) {
        const name = policy === 's3fifo' ? 's3-fifo' : policy;
        const least = policy === 's3fifo' ? LEAST_FOR_S3_FIFO : 1;
        for (const [capacity, count] of Object.entries(published)) {
          if (Number(capacity) >= least)
            expect(`${name} ${capacity}: ${counted[name]![capacity]}`).toBe(`${name} ${capacity}: ${count}`);
        }
      }
    },
    LONG,
  );

  it('gives the same for LRU alone, which takes one pass for all capacities', async () => {
    const file = 'cache/web07.int32be.bin';
    const { misses } = golden.traces.find((trace) => trace.file === file)!;
    const capacities = Object.keys(misses['lru']!);
    const result = await study(sharedFile(file), '--policy', 'lru', '--capacity', capacities.join(','));
    expect(missesIn(result)).toEqual({ lru: misses['lru'] });
    expect(result.curve!.length).toBeGreaterThan(50);
    expect(result.curve!.at(-1)).toEqual({ capacity: 20_484, missRatio: 20_484 / 76_118 });
  });

  it('takes a share of the objects as the largest whole number within it', async () => {
    const result = await study(sharedFile('cache/web07.int32be.bin'), '--policy', 'fifo', '--capacity', '0.1%,1%,5%,10%,30%');
    expect(result.capacities.map(({ amount }) => amount)).toEqual([20, 204, 1024, 2048, 6145]);
  });

  it('misses as often as the cache of a scenario, whatever its policy', async () => {
    const file = sharedFile('http/semicomplete-2015.combined.log');
    const policies = evictionPolicies.all().filter((one) => one.outsideScenarios === undefined && one.name !== 'random');
    const arms = policies.map(({ name }) => `  policy-${name}: { nodes.pages.policy: ${name} }`);
    const scenario = `sysdesign: 1
title: The same requests through a cache of a system
workloads:
  readers: { target: front, arrivals: { replay: '${file}', speed: 1000 }, operations-from: { "*": read } }
nodes:
  front: { kind: service, operations: { read: [{ fetch: { from: pages, else: origin } }] } }
  pages: { kind: cache, inside: front, capacity: 74 }
  origin: { kind: store, value-size: 0B }
network: none
arms:
${arms.join('\n')}
`;
    const names = policies.map(({ name }) => name);
    const [result, { arms: runs }] = await Promise.all([
      study(file, '--policy', names.join(','), '--capacity', '74'),
      run(scenario),
    ]);
    const counted = Object.fromEntries(
      runs.map(({ name, metrics }) => [name.replace(/^policy-/, ''), { 74: metrics['pages.misses.count']!.value }]),
    );
    expect(counted).toEqual(missesIn(result));
  });

  it('has the product lru-cache in the same table, which misses as often as LRU', async () => {
    const file = sharedFile('http/semicomplete-2015.combined.log');
    const entries = missesIn(await study(file, '--policy', 'lru,lru-cache', '--capacity', '14,149,30%'));
    expect(entries['lru-cache']).toEqual(entries['lru']);
  });

  it(
    'estimates from a sample of the keys, within what it says of its error',
    async () => {
      const file = sharedFile('cache/scarab-recs-kv-first400k.dense-int32be.gz');
      const asked = [file, '--policy', 'lru,s3-fifo,arc', '--capacity', '5%,10%,30%'];
      const [whole, share, number] = await Promise.all([
        study(...asked),
        study(...asked, '--sample', '20%'),
        study(...asked, '--sample', '20k'),
      ]);
      expect(number.sample!.objects).toBe(20_000);
      for (const sampled of [share, number]) {
        const ratios = (of: CacheStudy) => of.policies.flatMap(({ results }) => results);
        for (const [index, { missRatio, error }] of ratios(sampled).entries()) {
          expect(error).toBeLessThan(0.02);
          // Twice the half width of the 95% interval is four standard errors.
          expect(Math.abs(missRatio - ratios(whole)[index]!.missRatio)).toBeLessThan(2 * error!);
        }
      }
    },
    LONG,
  );

  it('weighs objects by their largest answer where capacities are bytes', async () => {
    const file = sharedFile('http/semicomplete-2015.combined.log');
    const result = await study(file, '--bytes', '--policy', 'lru,gdsf', '--capacity', '1%,10%');
    const weights = new Map<string, number>();
    for (const line of readFileSync(file, 'latin1').trim().split('\n')) {
      const [, key, size] = /"[A-Z]+ ([^ "]+)[^"]*" \d+ (\d+|-)/.exec(line)!;
      weights.set(key!, Math.max(weights.get(key!) ?? 0, size === '-' ? 0 : Number(size)));
    }
    const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    expect(result.trace.bytes).toBe(all);
    expect(result.capacities.map(({ amount }) => amount)).toEqual([Math.floor(all / 100), Math.floor(all / 10)]);
    const [lru, gdsf] = result.policies.map(({ results }) => results);
    // GDSF is made to keep what is small: fewer misses, of which more bytes.
    expect(gdsf![1]!.misses).toBeLessThan(lru![1]!.misses);
    expect(gdsf![0]!.byteMissRatio).toBeGreaterThan(gdsf![0]!.missRatio);
  });

  it('is better with TinyLFU before LRU than with LRU alone, where much is asked for once', async () => {
    const asked = [sharedFile('http/semicomplete-2015.combined.log'), '--policy', 'lru,fifo,belady', '--capacity', '1%'];
    const [plain, guarded] = [missesIn(await study(...asked)), missesIn(await study(...asked, '--admission', 'tinylfu'))];
    expect(guarded['lru']![14]).toBeLessThan(0.85 * plain['lru']![14]!);
    expect(guarded['fifo']![14]).toBeLessThan(0.85 * plain['fifo']![14]!);
    expect(guarded['belady']![14]).toBeLessThan(plain['belady']![14]!);
    expect(guarded['belady']![14]).toBeLessThan(guarded['lru']![14]!);
  });
});

describe('sysdesign cache', () => {
  let folder: string;
  const keys = [1, 2, 3, 1, 2, 4, 5, 1, 2, 3, 1, 6, 7, 8, 1, 2, -9, 2, 1];
  const file = (name: string): string => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sysdesign-'));
    const lines = `${keys.join('\n')}\n`;
    writeFileSync(file('keys.txt'), lines);
    writeFileSync(file('keys.txt.gz'), gzipSync(lines));
    writeFileSync(file('keys.csv'), `at,id,bytes\n${keys.map((key, index) => `${index},${key},${100 + key}`).join('\n')}\n`);
    const records = new DataView(new ArrayBuffer(keys.length * 24));
    for (const [index, key] of keys.entries()) {
      records.setUint32(index * 24, index, true);
      records.setBigUint64(index * 24 + 4, BigInt(key + 100), true);
      records.setUint32(index * 24 + 12, 100 + key, true);
    }
    writeFileSync(file('keys.bin'), new Uint8Array(records.buffer));
  });
  afterAll(() => execFileSync('rm', ['-r', folder]));

  it.each([
    ['keys.txt', []],
    ['keys.txt.gz', []],
    ['keys.csv', ['--columns', 'key=id']],
    ['keys.csv', ['--columns', 'key=1,size=2']],
    ['keys.bin', ['--format', 'oracleGeneral']],
  ])('reads %s %j', async (name, more) => {
    const result = await study(file(name), ...more, '--policy', 'lru,arc,s3-fifo', '--capacity', '2,4');
    expect(result.trace).toMatchObject({ requests: 19, objects: 9 });
    const expected = ['lru', 'arc', 's3-fifo'].map((policy) => [
      policy,
      Object.fromEntries(
        [2, 4].map((capacity) => [capacity, naivePolicies[policy]!(keys, capacity).filter((hit) => !hit).length]),
      ),
    ]);
    expect(missesIn(result)).toEqual(Object.fromEntries(expected));
  });

  it('measures in bytes where a capacity is a size', async () => {
    const result = await study(file('keys.bin'), '--format', 'oracleGeneral', '--policy', 'lru', '--capacity', '206B,1KB');
    expect(result).toMatchObject({ unit: 'bytes', curve: null, trace: { bytes: 9 * 100 + 36 - 9 } });
    // Two entries of 101 to 108 bytes fit into 206 if one of them is the first.
    expect(result.policies[0]!.results[1]!.misses).toBe(9);
  });

  it('shows tables, the best of each column and a chart', async () => {
    const { out } = await sysdesign('cache', file('keys.txt'), '--policy', 'lru,fifo,belady', '--capacity', '2,4,100%');
    expect(out).toContain('19 requests for 9 objects, format text');
    expect(out).toMatch(/^Miss ratio +2 +4 +100%$/m);
    expect(out).toMatch(/^belady \(bound\) +\d\d\.\d\d% +\d\d\.\d\d% +47\.37%$/m);
    expect(out).toMatch(/^lru +\d\d\.\d\d%\*? +\d\d\.\d\d%\* +47\.37%\*$/m);
    expect(out).toContain('Miss ratio over capacity');
    expect(out).toContain('* fewest misses at this capacity.');
    expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('cuts wide tables, so that no line is longer than the page', async () => {
    const capacities = Array.from({ length: 14 }, (_, index) => index + 1).join(',');
    const { out } = await sysdesign('cache', file('keys.txt'), '--policy', 'lru,fifo', '--capacity', capacities, '--width', '60');
    expect(out.split('\n').every((line) => line.length <= 60)).toBe(true);
    expect(out.match(/^Miss ratio  /gm)!.length).toBeGreaterThan(1);
  });

  it('writes CSV', async () => {
    const { out } = await sysdesign('cache', file('keys.txt'), '--policy', 'lru,s3-fifo:small=50%', '--capacity', '4', '--csv');
    const misses = naivePolicies['lru']!(keys, 4).filter((hit) => !hit).length;
    expect(out.split('\n')[0]).toBe('policy,admission,capacity,unit,requests,misses,miss_ratio,byte_miss_ratio,error');
    expect(out.split('\n')[1]).toBe(`lru,none,4,entries,19,${misses},${misses / 19},,`);
    expect(out.split('\n')[2]).toMatch(/^s3-fifo:small=50%,none,4,entries,19,/);
  });

  it('gives the same bytes for the same seed, and others for another', async () => {
    const asked = ['cache', file('keys.txt'), '--policy', 'random', '--capacity', '2,3,4,5', '--csv'];
    const first = await sysdesign(...asked);
    expect(await sysdesign(...asked)).toEqual(first);
    const others = await Promise.all(['2', '3', '4', '5'].map((seed) => sysdesign(...asked, '--seed', seed)));
    expect(others.some(({ out }) => out !== first.out)).toBe(true);
  });

  it.each([
    [['nope.txt'], 'nope.txt cannot be read: there is no such file'],
    [['keys.txt', '--policy', 'lrv'], 'there is no eviction policy lrv'],
    [['keys.txt', '--policy', 'lru,s3-fifo:small=2'], 's3-fifo:small=2: expected a share'],
    [['keys.txt', '--capacity', '10x'], '"10x" is no capacity'],
    [['keys.txt', '--capacity', '10,1KB'], 'the capacity 10 counts entries'],
    [['keys.txt', '--bytes'], 'does not say how large its objects are'],
    [['keys.txt', '--admission', 'size-limit:max=1KB'], 'does not say how large its objects are'],
    [['keys.txt', '--admission', 'tinylfu', '--policy', 'lru-cache'], 'lru-cache has no admission policies'],
    [['keys.txt', '--sample', 'x'], '"x" is no sample'],
    [['keys.txt', '--sample', '0.0001%'], 'no key of'],
    [['keys.txt', '--format', 'cvs'], 'there is no trace format named cvs'],
    [['keys.csv'], 'a CSV trace needs to know its columns'],
    [['keys.csv', '--columns', 'key'], 'says of no column what it holds'],
    [['keys.csv', '--columns', 'time=0'], 'has no keys'],
  ])('ends with 2 for %j and says what to try', async ([name, ...more], message) => {
    const { code, out, err } = await sysdesign('cache', file(name!), ...more);
    expect(err).toContain(message);
    expect(err).toContain(name === 'nope.txt' ? 'nope' : 'hint: ');
    expect([code, out]).toEqual([2, '']);
  });

  it('says what unpacks a file that it does not', async () => {
    writeFileSync(file('trace.zst'), Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0]));
    const { code, err } = await sysdesign('cache', file('trace.zst'));
    expect(err).toContain('is packed by zstd, and only gzip is unpacked here');
    expect(err).toContain('hint: pipe it in: zstd -dc');
    expect(code).toBe(2);
  });

  it('ends with 130 where it is interrupted', async () => {
    let out = '';
    const silent = { write: () => {}, isTerminal: false, colour: false, width: undefined };
    const code = await commandLine(
      {
        argv: ['cache', file('keys.txt')],
        stdout: { ...silent, write: (text) => (out += text) },
        stderr: silent,
        readLines: async () => undefined,
        onInterrupt: (listener) => {
          listener();
          return () => {};
        },
        debug: false,
      },
      '0.0.0',
    );
    expect([code, out]).toEqual([130, '']);
  });
});
