import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { loopbackListener } from '../../loopback.js';

/** After being asked to end, and before being made to. */
const PATIENCE = 2000;
/** Of what a program says, so much is kept for an error. */
const KEPT = 2000;

/** Where a program is, looked for as a shell does; null where it is not. */
export async function findProgram(name: string, more: readonly string[] = []): Promise<string | null> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...more].filter((folder) => folder !== '');
  for (const folder of folders) {
    const path = join(folder, name);
    // The first in the order of the folders counts.
    // oxlint-disable-next-line no-await-in-loop
    if (await isExecutable(path)) return path;
  }
  return null;
}

/** A port of the loopback that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(loopbackListener(0), () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'sysdesign-'));
}

/** A program that runs in the background and is ended with this process at the latest. */
export class Program {
  readonly #child: ChildProcess;
  readonly #onExit = (): void => void this.#child.kill('SIGKILL');
  readonly #ended: Promise<void>;
  #said = '';
  #running = true;

  constructor(path: string, parameters: readonly string[], options: SpawnOptions = {}) {
    this.#child = spawn(path, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream!.on('data', (data: Buffer) => {
        this.#said = (this.#said + data.toString()).slice(-KEPT);
      });
    }
    this.#ended = new Promise((resolve) => {
      const end = (): void => {
        this.#running = false;
        process.off('exit', this.#onExit);
        resolve();
      };
      this.#child.once('exit', end);
      this.#child.once('error', (error) => {
        this.#said += error.message;
        end();
      });
    });
    process.once('exit', this.#onExit);
  }

  get running(): boolean {
    return this.#running;
  }

  /** The end of its output, on one line. */
  get said(): string {
    return this.#said.trim().split('\n').slice(-3).join('; ');
  }

  /** Answers its exit code; null where a signal ended it. */
  async end(): Promise<number | null> {
    await this.#ended;
    return this.#child.exitCode;
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    if (!this.#running) return;
    this.#child.kill(signal);
    const force = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE);
    await this.#ended;
    clearTimeout(force);
  }
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Waits until the probe no longer throws; throws where the program has ended, or takes too long. */
export async function untilReady(program: Program, within: number, probe: () => Promise<void>): Promise<void> {
  const latest = Date.now() + within;
  for (;;) {
    try {
      // Each try waits for the one before it.
      // oxlint-disable-next-line no-await-in-loop
      await probe();
      return;
    } catch (error) {
      if (!program.running) throw new Error(`it ended at once: ${program.said}`, { cause: error });
      if (Date.now() > latest) throw error;
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
