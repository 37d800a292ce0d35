import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const execute = promisify(execFile);

/** A copy of bin/ in a folder where nothing has been built or installed. */
async function bareCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sysdesign-'));
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const file of ['sysdesign.js', 'prepare.js']) {
    // oxlint-disable-next-line no-await-in-loop
    await copyFile(join(ROOT, 'bin', file), join(folder, 'bin', file));
  }
  return folder;
}

describe('the program itself', () => {
  it('says what to run where it has not been built', async () => {
    const folder = await bareCopy();
    const failure = await execute(process.execPath, [join(folder, 'bin/sysdesign.js'), 'run']).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 2, stderr: expect.stringContaining('npm run build') });
  });

  it('is not built where it is installed without its sources or TypeScript', async () => {
    const folder = await bareCopy();
    const installed = await execute(process.execPath, [join(folder, 'bin/prepare.js')]);
    expect(installed).toEqual({ stdout: '', stderr: '' });
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'tsconfig.build.json'), '{}');
    expect(await execute(process.execPath, [join(folder, 'bin/prepare.js')])).toEqual({ stdout: '', stderr: '' });
  });
});
