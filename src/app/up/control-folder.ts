import { lstat, mkdir, readdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../core/problem.js';

const OTHERS = 0o077;
/** What the system takes as the name of a Unix socket, with its final NUL (unix(7)). */
const LONGEST_PATH = 103;
const SOCKET = /^\d+\.sock$/;

/** Where the sockets are through which this user's running systems are told of faults. */
export function controlFolder(): string {
  return join(tmpdir(), `sysdesign-${userInfo().uid}`);
}

/**
 * The path of the socket of one process, in a folder that only this user can enter. In a temporary folder somebody else may
 * have made one of that name first, hence the look at whose it is. Throws InputError.
 */
export async function socketPath(folder: string, pid: number): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await expectOwn(folder);
  const path = join(folder, `${pid}.sock`);
  if (Buffer.byteLength(path) > LONGEST_PATH) {
    throw new InputError([{ message: `${path} is too long for the name of a socket`, hint: 'set TMPDIR to a shorter path' }]);
  }
  return path;
}

/** The sockets of running systems, and of some that have ended without a word. */
export async function socketsIn(folder: string): Promise<string[]> {
  try {
    await expectOwn(folder);
    return (await readdir(folder))
      .filter((name) => SOCKET.test(name))
      .toSorted()
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function expectOwn(folder: string): Promise<void> {
  const found = await lstat(folder);
  if (found.isDirectory() && found.uid === userInfo().uid && (found.mode & OTHERS) === 0) return;
  const message = `${folder} is not a folder that only you can enter, so nothing in it can be trusted`;
  throw new InputError([{ message, hint: `remove it, or: chmod 700 ${folder}` }]);
}
