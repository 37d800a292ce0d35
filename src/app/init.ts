import { open } from 'node:fs/promises';
import { InputError } from '../core/problem.js';
import { STARTER } from './starter.js';

/** Writes a commented starter scenario. Throws InputError where the file exists: nothing is ever overwritten. */
export async function init(path: string): Promise<void> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(STARTER);
    } finally {
      await file.close();
    }
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const reason = exists ? 'it exists already' : error instanceof Error ? error.message : String(error);
    const hint = exists ? 'give another name, such as sysdesign init second.yaml' : undefined;
    throw new InputError([{ message: `${path} was not written: ${reason}`, hint }]);
  }
}
