import { loadAll } from './load-all.js';
import type { LoadOptions } from './run.js';

/** Checks all that can be checked before a run; one line for each scenario. Throws InputError with the problems of all of them. */
export async function validateAll(files: readonly string[], options: LoadOptions): Promise<string[]> {
  const ready = await loadAll(files, options);
  return ready.map(({ file, arms, expectations }) => {
    const parts = [counted(arms, 'arm'), counted(expectations, 'expectation')];
    return `${file}: in order, ${parts.join(', ')}`;
  });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
