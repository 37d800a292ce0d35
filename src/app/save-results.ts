import { join } from 'node:path';
import type { RunResult } from '../metrics/run-result.js';
import { resultsJson } from '../metrics/run-result-json.js';
import { writeFile } from './write-file.js';

/** Writes results.json, and beside it the scenario that gave it, into a folder that is made where it is missing. Throws InputError. */
export async function saveResults(result: RunResult, scenario: string, folder: string): Promise<void> {
  await writeFile(join(folder, 'scenario.yaml'), scenario);
  await writeFile(join(folder, 'results.json'), resultsJson(result));
}
