import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where fetched versions stay, so that the next test run finds them. */
const CACHE = join(tmpdir(), 'sysdesign-node-versions');
const PATIENCE = 90_000;

/** The program of another major version of Node, fetched from the registry if need be; null where that cannot be done. */
export async function otherNode(major: number): Promise<string | null> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const fetching = ['exec', '-y', '--prefer-offline', '--cache', CACHE, `--package=node@${major}`, '-c'];
  try {
    const { stdout } = await run('npm', [...fetching, 'node -p process.execPath'], { cwd: tmpdir(), timeout: PATIENCE });
    const program = stdout.trim().split('\n').at(-1) ?? '';
    const { stdout: version } = await run(program, ['-p', 'process.versions.node']);
    return version.startsWith(`${major}.`) ? program : null;
  } catch {
    return null;
  }
}
