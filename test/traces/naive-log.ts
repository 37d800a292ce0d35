import { readFileSync } from 'node:fs';

/** What a log holds. */
export interface NaiveLog {
  readonly requests: number;
  readonly bytes: number;
  /** In ms. */
  readonly span: number;
  /** In the order of the file: the path with its query. */
  readonly keys: readonly string[];
}

const LINE = /\[(\d+)\/(\w+)\/(\d+):(\S+) ([+-]\d\d)(\d\d)\] "[A-Z]+ ([^ "]+)[^"]*" \d+ (\d+|-)/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads a log by one regular expression and the Date of the language, so that nothing is shared with the reader under test. */
export function naiveLog(file: string): NaiveLog {
  const rows = readFileSync(file, 'latin1')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, day, month, year, time, hours, minutes, key, size] = LINE.exec(line)!;
      const number = String(MONTHS.indexOf(month!) + 1).padStart(2, '0');
      return {
        at: Date.parse(`${year}-${number}-${day}T${time}${hours}:${minutes}`),
        key: key!,
        bytes: size === '-' ? 0 : Number(size),
      };
    });
  const instants = rows.map(({ at }) => at);
  return {
    requests: rows.length,
    bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
    span: Math.max(...instants) - Math.min(...instants),
    keys: rows.map(({ key }) => key),
  };
}
