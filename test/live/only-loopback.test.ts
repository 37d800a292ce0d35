import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLoopback } from '../../src/engines/live/loopback.js';

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'bin/sysdesign.js');
const PRESENT = spawnSync('strace', ['-V']).status === 0;
const execute = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sysdesign-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Call {
  readonly call: string;
  readonly address: string;
}

/** Every connect and bind of strace's output that has to do with a network. */
function networkCalls(trace: string): Call[] {
  const calls = [...trace.matchAll(/(connect|bind|sendto)\(\d+, \{sa_family=AF_INET6?, ([^}]*)\}/g)];
  return calls.map(([, call, rest]) => {
    const [, address = 'unknown'] =
      /inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"/.exec(rest!)?.filter((part) => part !== undefined) ?? [];
    return { call: call!, address };
  });
}

async function traced(
  name: string,
  command: readonly string[],
  meanwhile: (output: () => string) => Promise<void>,
): Promise<Call[]> {
  const file = join(folder, name);
  const child = spawn('strace', ['-f', '--seccomp-bpf', '-e', 'trace=connect,bind,sendto', '-o', file, ...command], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  await meanwhile(() => output);
  expect(await ended, output).toBe(0);
  return networkCalls(await readFile(file, 'utf8'));
}

async function until(there: () => boolean): Promise<void> {
  // Until it has come.
  // oxlint-disable-next-line no-await-in-loop
  while (!there()) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe.skipIf(!PRESENT)('a live system, watched by strace (skipped where it is not installed)', () => {
  it('connects to this machine only, and listens on it only', async () => {
    const command = [process.execPath, PROGRAM, 'up', 'scenarios/quickstart.yaml', '--load', '--rate', '5%'];
    const calls = await traced('up', command, async (output) => {
      await until(() => output().includes('Ctrl-C'));
      const [, address] = /curl -i (\S+)/.exec(output())!;
      const [, metrics] = /(http:\S+\/metrics)/.exec(output())!;
      expect((await fetch(address!)).status).toBe(200);
      const environment = { env: { ...process.env, TMPDIR: folder } };
      await execute(process.execPath, [PROGRAM, 'fault', 'crash', 'api/0', 'for=500ms'], environment);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await (await fetch(metrics!)).text()).toContain('sysdesign_workload_requests_total');
      const [, pid] = /\/(\d+)\.sock/.exec((await execute('find', [folder, '-name', '*.sock'])).stdout)!;
      process.kill(Number(pid), 'SIGINT');
    });
    const bound = calls.filter(({ call }) => call === 'bind');
    const connected = calls.filter(({ call }) => call === 'connect');
    // Four nodes and the metrics, one of which listens a second time after its crash; and a connection for each pair at least.
    expect(bound.length).toBeGreaterThanOrEqual(6);
    expect(connected.length).toBeGreaterThanOrEqual(5);
    expect(calls.filter(({ address }) => !isLoopback(address))).toEqual([]);
  }, 60_000);

  it('would be caught if it did otherwise', async () => {
    const plain = "require('net').connect(9, '192.0.2.1').on('error', () => {}); setTimeout(() => process.exit(), 300)";
    const calls = await traced('plain', [process.execPath, '-e', plain], async () => {});
    expect(calls).toContainEqual({ call: 'connect', address: '192.0.2.1' });
  });

  it('does not even try where a connection is refused', async () => {
    const guarded = `
      import { guardedConnect } from ${JSON.stringify(join(ROOT, 'dist/engines/live/loopback.js'))};
      for (const host of ['192.0.2.1', '0.0.0.0', '::ffff:192.0.2.1', '3221225991'])
        guardedConnect(host, 9).on('error', () => {});`;
    const calls = await traced('guarded', [process.execPath, '--input-type=module', '-e', guarded], async () => {});
    expect(calls).toEqual([]);
  });
});
