import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../../src/cli/command-line.js';
import type { Host } from '../../src/cli/host.js';
import type { RunResult } from '../../src/metrics/run-result.js';
import { RESULTS_SCHEMA } from '../../src/metrics/run-result-schema.js';

const shop = (rate: string, operation: string, more = '') => `
sysdesign: 1
title: A small shop
duration: 1s
drain: 1s
workloads:
  users: { target: shop, arrivals: constant(${rate}), timeout: 500ms }
nodes:
  shop: { kind: service, replicas: 2, workers: 1000000, operations: { "*": [ ${operation} ] } }
expect:
  - users.errors.ratio < 1%
${more}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sysdesign-'));
});

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(scenario: string, ...flags: string[]): Promise<Outcome> {
  const file = join(folder, 'shop.yaml');
  await writeFile(file, scenario);
  let [out, err] = ['', ''];
  const stream = (write: (text: string) => void) => ({ write, isTerminal: false, colour: false, width: undefined });
  const host: Host = {
    argv: ['run', '--live', file, ...flags],
    stdout: stream((text) => (out += text)),
    stderr: stream((text) => (err += text)),
    readLines: async (path) => (await readFile(path, 'utf8')).split('\n'),
    onInterrupt: () => () => {},
    debug: false,
  };
  const code = await commandLine(host, '1.2.3');
  return { code, out, err };
}

describe('run --live', () => {
  it('measures what a simulation measures, and says what the machine did meanwhile', async () => {
    const { code, out, err } = await run(shop('40/s', '{ wait: 2ms }'), '--json');
    expect(err).toBe('');
    const result = JSON.parse(out) as RunResult;
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(RESULTS_SCHEMA);
    expect(validate(result), JSON.stringify(validate.errors)).toBe(true);
    const [arm] = result.arms;
    expect(result.engine).toBe('live');
    expect(arm!.metrics['users.latency.mean']!.value).toBeGreaterThan(1.9);
    const { valid, threads, lag } = arm!.machine!;
    expect(threads.length).toBeGreaterThan(1);
    expect(lag).toHaveProperty('users.p99');
    const requests = arm!.metrics['users.requests']!.value;
    // Where the machine is behind at the end, what was due shortly before it is not sent any more.
    if (valid) expect(requests).toBe(40);
    else expect(requests).toBeGreaterThan(30);
    // What comes of it depends on who else uses this machine, but the one follows from the other.
    expect(result.verdict).toBe(valid ? 'pass' : 'unknown');
    expect(code).toBe(valid ? 0 : 3);
  }, 30_000);

  it('judges nothing where the machine is too slow for the load', async () => {
    const { code, out } = await run(shop('40000/s', '{ respond: 200 }'));
    expect(out).toContain('The run is not valid: one in a hundred of the requests of users left');
    expect(out.replaceAll(/\s+/g, ' ')).toContain('not judged, since this machine could not keep up');
    expect(code).toBe(3);
  }, 60_000);

  it('refuses to compute more than the machine has room for, with the figure and what fits', async () => {
    const { code, out, err } = await run(shop('1000/s', '{ compute: 1s }'));
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/it computes [\d,]+% of the \d+ cores of this machine; a live run may take 60% of them/);
    expect(err).toMatch(/write live: \{ rate: [\d.]+% \} or --rate [\d.]+%/);
  });

  it('names every flag that it does not understand', async () => {
    const { code, err } = await run(shop('10/s', '{ wait: 2ms }'), '--rate', 'half', '--work', 'rest');
    expect(code).toBe(2);
    expect(err).toContain('--rate half');
    expect(err).toContain('--work rest');
  });
});
