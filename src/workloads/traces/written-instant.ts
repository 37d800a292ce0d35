import { SECOND, type Nanoseconds } from '../../core/time.js';
import { secondsFromCivil } from './civil-date.js';

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)? ?(Z|UTC|[+-]\d\d:?\d\d)?$/;
const PLAIN = /^(-?)(\d{1,15}|\d{16,19})(?:\.(\d{1,18}))?$/;
const SCIENTIFIC = /^\d(?:\.\d{1,18})?[eE]\+?\d{1,2}$/;

/** An instant as a column of a trace writes it: ISO 8601 (UTC where no zone is written), or a number of `unit`. */
export class WrittenInstant {
  /** Since any epoch; NaN where the text was no instant. */
  seconds = 0;
  nanoseconds = 0;
  /** What the last written digit counts. */
  resolution: Nanoseconds = SECOND;
  readonly #unit: Nanoseconds;

  constructor(unit: Nanoseconds) {
    this.#unit = unit;
  }

  /** Answers whether the text is an instant. */
  read(text: string): boolean {
    const plain = PLAIN.exec(text);
    if (plain !== null) return this.#fromNumber(plain[1] === '-', plain[2]!, plain[3] ?? '');
    const iso = ISO.exec(text);
    if (iso !== null) return this.#fromIso(iso);
    if (!SCIENTIFIC.test(text)) return false;
    return this.#fromNumber(false, Number(text).toFixed(0), '');
  }

  #fromNumber(negative: boolean, whole: string, fraction: string): boolean {
    let total = BigInt(whole) * BigInt(this.#unit) + BigInt(Math.round(Number(`0.${fraction}0`) * this.#unit));
    if (negative) total = -total;
    const seconds = total / 1_000_000_000n;
    this.seconds = Number(seconds);
    this.nanoseconds = Number(total - seconds * 1_000_000_000n);
    this.resolution = finest(this.#unit, fraction.length);
    return true;
  }

  #fromIso(iso: RegExpExecArray): boolean {
    const [, year, month, day, hour, minute, second = '00', fraction = '', zone = 'Z'] = iso;
    const place = zone.replace(':', '');
    const minutes = place.length === 5 ? Number(place.slice(1, 3)) * 60 + Number(place.slice(3)) : 0;
    const offset = (place[0] === '-' ? -minutes : minutes) * 60;
    const instant = secondsFromCivil(
      Number(year),
      Number(month),
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
      offset,
    );
    this.seconds = instant;
    this.nanoseconds = Math.round(Number(`0.${fraction}0`) * SECOND);
    this.resolution = finest(SECOND, fraction.length);
    return !Number.isNaN(instant);
  }
}

function finest(unit: Nanoseconds, fractionDigits: number): Nanoseconds {
  let resolution = unit;
  for (let digit = 0; digit < fractionDigits; digit++) resolution /= 10;
  return Math.max(1, Math.round(resolution));
}
