import { join } from 'node:path';
import type { RunResult } from '../metrics/run-result.js';
import { resultsJson } from '../metrics/run-result-json.js';
import { writeFile } from './write-file.js';

/** Writes results.json into a folder, which is made where it is missing; gives back its path. Throws InputError. */
export async function saveResults(result: RunResult, folder: string): Promise<string> {
  const path = join(folder, 'results.json');
  await writeFile(path, resultsJson(result));
  return path;
}
