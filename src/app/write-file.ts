import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../core/problem.js';

/** Writes the whole file or nothing: a reader never sees half of it, and an old one stays until the new one is complete. */
export async function writeFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new InputError([{ message: `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}` }]);
  }
}
