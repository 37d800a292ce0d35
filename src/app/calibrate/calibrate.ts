import type { MeasureOptions } from './measure.js';
import { calibrationText } from './calibration-text.js';
import { measureMachine } from './measure.js';
import { writeFile } from '../write-file.js';

/** Measures this machine and writes what came out into a file. Throws InputError where it cannot be written. */
export async function calibrate(file: string, options: MeasureOptions): Promise<void> {
  const calibration = await measureMachine(options);
  await writeFile(file, calibrationText(calibration));
}
