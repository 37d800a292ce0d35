import { nearest } from '../../core/nearest.js';
import { InputError, type Problem } from '../../core/problem.js';
import type { TraceColumns } from './trace.js';

/** Where each column stands in a line, counted from 0; -1 for those that nobody named. */
export interface ColumnPlaces {
  readonly time: number;
  readonly key: number;
  readonly size: number;
  readonly operation: number;
  readonly user: number;
}

/** Finds the columns in the header, or takes their names as numbers where there is none. Throws InputError for those it cannot find. */
export function placeColumns(columns: TraceColumns, header: readonly string[] | null): ColumnPlaces {
  const problems: Problem[] = [];
  const place = (name: string | undefined): number => {
    if (name === undefined) return -1;
    const at = header === null ? -1 : header.indexOf(name);
    if (at >= 0) return at;
    if (/^\d{1,3}$/.test(name) && (header === null || Number(name) < header.length)) return Number(name);
    problems.push(header === null ? notANumber(name) : notInHeader(name, header));
    return -1;
  };
  const places = {
    time: place(columns.time),
    key: place(columns.key),
    size: place(columns.size),
    operation: place(columns.operation),
    user: place(columns.user),
  };
  if (problems.length > 0) throw new InputError(problems);
  return places;
}

function notANumber(name: string): Problem {
  return {
    message: `there is no header, so the column ${name} cannot be found by its name`,
    text: name,
    hint: 'number the columns from 0, or remove `header: false`',
  };
}

function notInHeader(name: string, header: readonly string[]): Problem {
  const close = nearest(name, header);
  const all = header.slice(0, 20).join(', ').slice(0, 200);
  return {
    message: `the file has no column named ${name}`,
    text: name,
    hint: close === undefined ? `its columns are ${all}` : `did you mean ${close}? Its columns are ${all}`,
  };
}
