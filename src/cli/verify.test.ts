import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { RESULTS_SCHEMA } from '../metrics/run-result-schema.js';
import { commandLine } from './command-line.js';

const SCENARIO = `
sysdesign: 1
title: One server
seed: 3
duration: 4s
workloads:
  users: { target: shop, arrivals: poisson(100/s) }
nodes:
  shop: { kind: service, workers: 1, operations: { "*": [ { wait: exponential(5ms) } ] } }
expect:
  - users.latency.mean within 1% of 10ms
`;

async function file(text: string, name: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'sysdesign-')), name);
  await writeFile(path, text);
  return path;
}

async function sysdesign(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const silent = { isTerminal: false, colour: false, width: undefined };
  const code = await commandLine(
    {
      argv,
      stdout: { ...silent, write: (text) => (out += text) },
      stderr: { ...silent, write: (text) => (err += text) },
      readLines: async () => undefined,
      onInterrupt: () => () => {},
      debug: false,
    },
    '1.2.3',
  );
  return { code, out, err };
}

describe('run --theory', () => {
  it('says what is known, with the form that holds, and judges it', async () => {
    const { code, out } = await sysdesign('run', '--theory', await file(SCENARIO, 'one.yaml'));
    expect(code).toBe(0);
    expect(out).toContain('theory engine · steady state');
    expect(out).toContain('= shop: M/M/1 (Erlang C)');
    expect(out).toContain('1 expectation: 1 holds');
  });

  it('ends with 3 where an assumption is broken, which it names', async () => {
    const bursts = SCENARIO.replace('poisson(100/s)', '{ bursts: { rate: 200/s, for: 1s, pause: 1s } }');
    const { code, out } = await sysdesign('run', '--theory', await file(bursts, 'bursts.yaml'));
    expect(code).toBe(3);
    expect(out).toContain('! users: arrivals of the kind bursts change with time');
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'could not be judged: not measured against 10ms; users: arrivals of the kind bursts',
    );
  });

  it('gives results that their schema accepts', async () => {
    const { out } = await sysdesign('run', '--theory', '--json', await file(SCENARIO, 'one.yaml'));
    const validates = new Ajv2020({ allowUnionTypes: true }).compile(RESULTS_SCHEMA);
    validates(JSON.parse(out));
    expect(validates.errors).toBeNull();
    expect(JSON.parse(out)).toMatchObject({ engine: 'theory', arms: [{ theory: { forms: [{ exact: true }], broken: [] } }] });
  });
});

describe('a calibration', () => {
  it('costs what it says on each hop', async () => {
    const [scenario, calibration] = [await file(SCENARIO, 'one.yaml'), await file('calibration: 1\nhop: [500, 500]\n', 'c.yaml')];
    const { out } = await sysdesign('run', '--theory', '--json', '--calibration', calibration, scenario);
    const { arms } = JSON.parse(out) as { arms: { metrics: Record<string, { value: number }> }[] };
    expect(arms[0]!.metrics['users.latency.mean']!.value).toBeCloseTo(11, 6);
    expect(arms[0]!.metrics['users.network.mean']!.value).toBeCloseTo(1, 6);
  });

  it('that cannot be read, or that a live run would take twice, is refused', async () => {
    const scenario = await file(SCENARIO, 'one.yaml');
    expect(await sysdesign('run', '--calibration', '/nowhere.yaml', scenario)).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no such file') as string,
    });
    expect((await sysdesign('run', '--live', '--calibration', '/nowhere.yaml', scenario)).code).toBe(2);
    const wrong = await file('calibration: 1\nhop: fast\n', 'c.yaml');
    expect(await sysdesign('run', '--calibration', wrong, scenario)).toMatchObject({
      code: 2,
      err: expect.stringContaining('c.yaml:2') as string,
    });
  });
});

describe('verify', () => {
  it('refuses what is wrong before anything runs', async () => {
    const disagreeing = await file(`${SCENARIO}agreement: { latency.maen: 5% }\n`, 'wrong.yaml');
    expect(await sysdesign('verify', disagreeing)).toMatchObject({
      code: 2,
      err: expect.stringContaining('no workload and no node has a metric latency.maen') as string,
    });
    expect((await sysdesign('verify', '--runs', '0', disagreeing)).code).toBe(2);
    expect((await sysdesign('verify')).code).toBe(2);
  });
});
