import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { otherNode } from './other-node.js';
import type { RunResult } from '../../src/metrics/run-result.js';
import { shuffleKeys } from './shuffle-keys.js';

const PROGRAM = fileURLToPath(new URL('../../bin/sysdesign.js', import.meta.url));
const SCENARIO = fileURLToPath(new URL('many-features.yaml', import.meta.url));
const LOG = fileURLToPath(new URL('../../scenarios/real/made-up.log', import.meta.url));
const TEXT = readFileSync(SCENARIO, 'utf8');

/** Vitest gives a process NODE_ENV and more; the program gets what a user's shell has. */
const ENVIRONMENT = { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: '1' };

const others = await Promise.all([22, 24].map(async (major) => ({ major, program: await otherNode(major) })));
for (const { major, program } of others) {
  if (program === null) process.stderr.write(`Node ${major} could not be fetched: its results are not compared.\n`);
}

interface Start {
  readonly node?: string;
  readonly folder: string;
  readonly file: string;
  readonly options?: readonly string[];
}

/** What `run --json` writes. Throws with what the program said where it ends with a code other than 0. */
async function results({ node = process.execPath, folder, file, options = [] }: Start): Promise<string> {
  const started = { cwd: folder, env: ENVIRONMENT, maxBuffer: 64_000_000 };
  const { stdout } = await promisify(execFile)(node, [PROGRAM, 'run', file, '--json', ...options], started);
  return stdout;
}

// Programs that start side by side take their time on a busy machine.
describe('results.json of one scenario', { timeout: 180_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), 'sysdesign-determinism-'));
  const first = join(root, 'first');
  const second = join(root, 'second', 'deeper');
  let reference = '';

  beforeAll(async () => {
    for (const folder of [first, second]) {
      mkdirSync(folder, { recursive: true });
      cpSync(SCENARIO, join(folder, 'scenario.yaml'));
      cpSync(LOG, join(folder, 'made-up.log'));
    }
    reference = await results({ folder: first, file: 'scenario.yaml' });
  }, 180_000);

  afterAll(() => rmSync(root, { recursive: true }));

  it('holds the arms, a replay and windows of faults, and no folder', () => {
    const { arms, verdict } = JSON.parse(reference) as RunResult;
    expect(verdict).toBe('pass');
    expect(arms.map(({ name }) => name)).toEqual(['other', 'plain']);
    expect(Object.keys(arms[0]!.windows)).toContain('during(outage)');
    expect(arms[0]!.metrics['recorded.replay.requests']!.value).toBe(400);
    expect(reference.includes(root)).toBe(false);
  });

  it.each([
    ['the folder of the scenario', first, 'scenario.yaml', 5],
    ['another folder', second, '../../first/scenario.yaml', 2],
    ['another copy', root, join(second, 'scenario.yaml'), 2],
  ])('is the same bytes each time, from %s', async (_, folder, file, times) => {
    const found = await Promise.all(Array.from({ length: times }, () => results({ folder, file })));
    expect(found.map((text) => text === reference)).toEqual(Array.from({ length: times }, () => true));
  });

  it.each([1, 2, 3])('is the same bytes with the keys of all maps in another order (%i)', async (seed) => {
    const shuffled = shuffleKeys(TEXT, seed);
    expect(shuffled).not.toBe(TEXT);
    expect(parse(shuffled)).toEqual(parse(TEXT));
    const file = `shuffled-${seed}.yaml`;
    writeFileSync(join(first, file), shuffled);
    expect((await results({ folder: first, file })) === reference).toBe(true);
  });

  for (const { major, program } of others) {
    it.skipIf(program === null)(`is the same bytes on Node ${major}`, async () => {
      expect((await results({ node: program!, folder: first, file: 'scenario.yaml' })) === reference).toBe(true);
    });
  }

  it('is the same bytes over trials with another seed, and others than before', async () => {
    const start = { folder: first, file: 'scenario.yaml', options: ['--seed', '43', '--trials', '2', '--set', 'expect=[]'] };
    const [one, two] = await Promise.all([results(start), results(start)]);
    expect(one === two).toBe(true);
    expect(one === reference).toBe(false);
  });
});
