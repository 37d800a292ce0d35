import { secondsFromCivil } from './civil-date.js';
import { digits } from './digits.js';

/** `17/May/2015:10:05:03 +0000`: always so long. */
export const LOG_DATE_LENGTH = 26;

const SLASH = 47;
const COLON = 58;
const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map(
  (name) => (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2),
);

/** Seconds since 1970 of the date that begins at `at`, as Apache's `%t` writes it; NaN where there is none. */
export function parseLogDate(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== SLASH || bytes[at + 6] !== SLASH || bytes[at + 11] !== COLON) return Number.NaN;
  if (bytes[at + 14] !== COLON || bytes[at + 17] !== COLON || bytes[at + 20] !== SPACE) return Number.NaN;
  const sign = bytes[at + 21];
  if (sign !== PLUS && sign !== MINUS) return Number.NaN;
  const hours = digits(bytes, at + 22, at + 24);
  const minutes = digits(bytes, at + 24, at + 26);
  if (!(hours <= 14 && minutes <= 59)) return Number.NaN;
  const offset = (hours * 60 + minutes) * 60;
  return secondsFromCivil(
    digits(bytes, at + 7, at + 11),
    MONTHS.indexOf((bytes[at + 3]! << 16) | (bytes[at + 4]! << 8) | bytes[at + 5]!) + 1,
    digits(bytes, at, at + 2),
    digits(bytes, at + 12, at + 14),
    digits(bytes, at + 15, at + 17),
    digits(bytes, at + 18, at + 20),
    sign === PLUS ? offset : -offset,
  );
}
