import { InputError } from '../../core/problem.js';
import { parseQuantity, type Quantity } from '../quantity.js';
import type { DrawDimension } from './expression.js';

/** The values of an empirical distribution, in nanoseconds, bytes or plain numbers. */
export interface FileValues {
  readonly values: Float64Array;
  readonly of: DrawDimension;
}

const LARGEST_FILE = 64 * 1_048_576;

/**
 * One value per line, with its unit or in `unit`; of several columns (comma, semicolon or tab) the first. Empty lines, those that
 * begin with #, and a heading in the first line are left out. Throws InputError.
 */
export function readValues(bytes: Uint8Array, file: string, unit: string): FileValues {
  if (bytes.length > LARGEST_FILE) throw fileProblem(file, 'it is larger than 64 MiB');
  const values: number[] = [];
  let of: DrawDimension | undefined;
  const lines = new TextDecoder().decode(bytes).split('\n');
  for (const [index, line] of lines.entries()) {
    const cell = line.split(/[,;\t]/, 1)[0]!.trim();
    if (cell === '' || cell.startsWith('#')) continue;
    const quantity = parseQuantity(/[\d.]$/.test(cell) ? cell + unit : cell);
    if ('problem' in quantity) {
      if (index === 0) continue;
      throw fileProblem(file, `line ${index + 1}: ${JSON.stringify(cell.slice(0, 40))} is not a value: ${quantity.problem}`);
    }
    const found = dimensionIn(quantity);
    if (found === undefined || (of !== undefined && of !== found)) {
      throw fileProblem(
        file,
        `line ${index + 1}: ${JSON.stringify(cell.slice(0, 40))} measures something else than the lines before it`,
      );
    }
    of = found;
    values.push(
      found === 'duration' ? Math.round(quantity.value * 1e9) : found === 'size' ? Math.round(quantity.value) : quantity.value,
    );
  }
  if (of === undefined) throw fileProblem(file, 'it holds no value');
  return { values: Float64Array.from(values), of };
}

function dimensionIn({ time, bytes }: Quantity): DrawDimension | undefined {
  if (time === 0 && bytes === 0) return 'number';
  if (time === 1 && bytes === 0) return 'duration';
  return time === 0 && bytes === 1 ? 'size' : undefined;
}

function fileProblem(file: string, problem: string): InputError {
  return new InputError([{ message: `${file}: ${problem}`, text: file, hint: 'write one value per line, such as 12.5ms' }]);
}
