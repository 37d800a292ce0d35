import { nearest } from '../core/nearest.js';

/** A number as somebody wrote it, in SI: seconds, bytes, per second. The exponents say what it measures. */
export interface Quantity {
  readonly value: number;
  /** Exponent of time: 1 for a duration, -1 for a rate. */
  readonly time: number;
  /** Exponent of bytes: 1 for a size. */
  readonly bytes: number;
  /** What followed the digits; empty for a plain number. */
  readonly unit: string;
}

/** Why a text is no quantity, as the end of a sentence, and what to write instead. */
export interface QuantityProblem {
  readonly problem: string;
  readonly hint?: string | undefined;
}

interface Unit {
  readonly scale: number;
  readonly time: number;
  readonly bytes: number;
}

const COUNTS: ReadonlyArray<readonly [string, number]> = [
  ['', 1],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
];
const TIMES: ReadonlyArray<readonly [string, number]> = [
  ['ns', 1e-9],
  ['us', 1e-6],
  ['ms', 1e-3],
  ['s', 1],
  ['min', 60],
  ['h', 3600],
  ['d', 86_400],
];
const SIZES: ReadonlyArray<readonly [string, number]> = [
  ['B', 1],
  ['KB', 1e3],
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['KiB', 1024],
  ['MiB', 1_048_576],
  ['GiB', 1_073_741_824],
  ['TiB', 1_099_511_627_776],
  ['bit', 1 / 8],
  ['kbit', 1e3 / 8],
  ['Mbit', 1e6 / 8],
  ['Gbit', 1e9 / 8],
];

/** What people write out of habit, and what it is called here. */
const HABITS: ReadonlyMap<string, string> = new Map([
  ['sec', 's'],
  ['secs', 's'],
  ['second', 's'],
  ['seconds', 's'],
  ['minute', 'min'],
  ['minutes', 'min'],
  ['mins', 'min'],
  ['hour', 'h'],
  ['hours', 'h'],
  ['hr', 'h'],
  ['day', 'd'],
  ['days', 'd'],
  ['msec', 'ms'],
  ['millis', 'ms'],
  ['usec', 'us'],
  ['micros', 'us'],
  ['K', 'k'],
  ['m', 'min'],
  ['b', 'B'],
  ['kb', 'KB'],
  ['mb', 'MB'],
  ['gb', 'GB'],
  ['bps', 'bit/s'],
  ['kbps', 'kbit/s'],
  ['Mbps', 'Mbit/s'],
  ['Gbps', 'Gbit/s'],
  ['mbps', 'Mbit/s'],
  ['gbps', 'Gbit/s'],
  ['rps', '/s'],
  ['qps', '/s'],
  ['req/s', '/s'],
  ['ops/s', '/s'],
  ['/sec', '/s'],
  ['/second', '/s'],
  ['/minute', '/min'],
]);

const UNITS: ReadonlyMap<string, Unit> = unitTable();

function unitTable(): Map<string, Unit> {
  const units = new Map<string, Unit>([['%', { scale: 0.01, time: 0, bytes: 0 }]]);
  for (const [name, scale] of COUNTS) addWithRates(units, name, { scale, time: 0, bytes: 0 });
  for (const [name, scale] of SIZES) addWithRates(units, name, { scale, time: 0, bytes: 1 });
  for (const [name, scale] of SIZES) units.set(`/${name}`, { scale: 1 / scale, time: 0, bytes: -1 });
  for (const [name, scale] of TIMES) units.set(name, { scale, time: 1, bytes: 0 });
  units.set('\u00b5s', { scale: 1e-6, time: 1, bytes: 0 });
  return units;
}

/** `KB`, and with it `KB/s`, `KB/min` and so on. */
function addWithRates(units: Map<string, Unit>, name: string, unit: Unit): void {
  units.set(name, unit);
  for (const [time, seconds] of TIMES) units.set(`${name}/${time}`, { scale: unit.scale / seconds, time: -1, bytes: unit.bytes });
}

/** Larger than this an integer is no longer exact. */
const LARGEST = Number.MAX_SAFE_INTEGER;
const LONGEST_TEXT = 64;
const NUMBER = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/;

/** Reads `5ms`, `2000/s`, `1Gbit/s`, `10k`, `5%`. Linear in the length of the text; anything else is a problem. */
export function parseQuantity(text: string): Quantity | QuantityProblem {
  if (text.length > LONGEST_TEXT) return { problem: 'it is too long for a number with its unit' };
  const digits = NUMBER.exec(text)?.[0];
  if (digits === undefined) return notANumber(text);
  const number = Number(digits);
  if (!(number <= LARGEST)) return { problem: 'the number is too large' };
  const unit = text.slice(digits.length);
  const known = UNITS.get(unit);
  if (known === undefined) return unknownUnit(digits, unit);
  return { value: number * known.scale, time: known.time, bytes: known.bytes, unit };
}

function notANumber(text: string): QuantityProblem {
  if (text === '') return { problem: 'it is empty' };
  if (/^[+-]?\.?(inf|infinity)$/i.test(text) || /^\.?nan$/i.test(text)) return { problem: 'it is not a finite number' };
  if (text.startsWith('-')) return { problem: 'it is negative' };
  if (/^\.\d/.test(text)) return { problem: 'the digit before the point is missing', hint: `did you mean 0${text}?` };
  if (/^\+\d/.test(text)) return { problem: 'it begins with a +', hint: `did you mean ${text.slice(1)}?` };
  return { problem: 'it does not begin with a digit' };
}

function unknownUnit(digits: string, unit: string): QuantityProblem {
  const trimmed = unit.trim();
  if (trimmed !== unit && UNITS.has(trimmed)) {
    return { problem: 'there is a space before the unit', hint: `did you mean ${digits}${trimmed}?` };
  }
  if (unit === 'm') return { problem: 'm is not a unit', hint: `did you mean ${digits}min or ${digits}ms?` };
  const meant = HABITS.get(trimmed) ?? likelyUnit(trimmed);
  const hint = meant === undefined ? ALL_UNITS : `did you mean ${digits}${meant}?`;
  return { problem: `${JSON.stringify(unit)} is not a unit`, hint };
}

const ALL_UNITS = 'units are ns us ms s min h d, B KB MB GB KiB MiB GiB, /s, bit/s, k M G and %';

/** Only what looks like a unit is compared with one: `5x` was meant to be nothing in particular. */
function likelyUnit(unit: string): string | undefined {
  const names = [...UNITS.keys()].filter((name) => name !== '');
  const sameLetters = names.find((name) => name.toLowerCase() === unit.toLowerCase());
  if (sameLetters !== undefined || unit.length < 3 || !/^[a-z/]+$/i.test(unit)) return sameLetters;
  return nearest(unit, names);
}

/** Whether a text is the unit of some quantity. */
export function isUnit(text: string): boolean {
  return text !== '' && UNITS.has(text);
}
