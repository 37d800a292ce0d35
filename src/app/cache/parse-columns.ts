import { nearest } from '../../core/nearest.js';
import { InputError } from '../../core/problem.js';
import type { TraceColumns } from '../../workloads/traces/trace.js';

const COLUMNS = ['time', 'key', 'size', 'operation', 'user'] as const;

/** `key=2,size=bytes`: which column of a CSV file holds what, by its number from 0 or by its header. Throws InputError. */
export function parseColumns(text: string): TraceColumns {
  const columns: Record<string, string> = {};
  for (const item of text.split(',')) {
    const [name = '', column = ''] = item.split('=').map((part) => part.trim());
    const known = COLUMNS.find((one) => one === name);
    if (known === undefined || column === '') throw wrong(item, name);
    columns[known] = column;
  }
  return columns;
}

function wrong(item: string, name: string): InputError {
  const meant = nearest(name, COLUMNS);
  const hint = meant === undefined || meant === name ? 'write such as key=2,size=bytes' : `did you mean ${meant}?`;
  return new InputError([{ message: `${JSON.stringify(item)} says of no column what it holds`, text: item, hint }]);
}
