import { InputError, type Problem } from '../../core/problem.js';
import { MICROSECOND } from '../../core/time.js';
import { Reader } from '../../language/reader.js';
import type { Schema } from '../../language/schema.js';
import { name, number, text } from '../../language/schemas/scalars.js';
import { defaulted, list, object, optional, record, required, transform } from '../../language/schemas/structures.js';
import type { DistributionConfig } from '../../random/distribution.js';
import type { Calibration } from '../calibration.js';
import { parseFile } from './parse-yaml.js';
import { readFailure, readFromDisk } from './read-file.js';

const MOST_BYTES = 1 << 20;
const MOST_VALUES = 10_000;

const version: Schema<1> = transform(text(), (written, source, reader) =>
  written === '1'
    ? 1
    : reader.report(source, `this tool reads version 1 of calibrations, not ${written}`, 'run `sysdesign calibrate` again'),
);

/** Microseconds, each as likely as the others. */
const table: Schema<DistributionConfig> = transform(list(number({ max: 1e12 }), { min: 1, max: MOST_VALUES }), (values) => ({
  name: 'empirical',
  arguments: [],
  values: Float64Array.from(values, (value) => Math.round(value * MICROSECOND)),
}));

const schema = object({
  calibration: required(version, 'The version of the file: 1'),
  hop: optional(table, 'One message between two hosts'),
  timer: optional(table, 'By which time a timer comes late'),
  backends: defaulted(
    record(record(record(table, { keys: name() }), { keys: name() }), { keys: name() }),
    {},
    'What real servers take, by scheme, kind of node and operation',
  ),
});

/** Reads what `calibrate` has written. Throws InputError with every problem found. */
export function loadCalibration(path: string): Calibration {
  const problems: Problem[] = [];
  const source = parseFile(bytesOf(path), path, problems);
  const reader = new Reader();
  const read = schema.read(source, reader);
  problems.push(...reader.problems);
  if (read === undefined || problems.length > 0) throw new InputError(problems);
  return { hop: read.hop ?? null, timer: read.timer ?? null, backends: read.backends };
}

function bytesOf(path: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFromDisk(path, MOST_BYTES);
  } catch (error) {
    throw new InputError([
      {
        message: `the calibration ${path} cannot be read: ${readFailure(error)}`,
        hint: 'run `sysdesign calibrate` to measure this machine',
      },
    ]);
  }
  if (bytes.length <= MOST_BYTES) return bytes;
  throw new InputError([{ message: `the calibration ${path} is larger than 1 MiB`, hint: 'run `sysdesign calibrate` again' }]);
}
