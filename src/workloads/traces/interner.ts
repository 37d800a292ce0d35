import { KeySlots } from '../../policies/eviction/key-slots.js';
import { GrowingColumn } from './growing-column.js';
import { hashOfNumber, hashOfText, type KeySample } from './key-sample.js';

const LEFT_OUT = -1;

export interface InternerOptions {
  /** Whether texts are asked for at the end. */
  readonly keepsTexts: boolean;
  /** What is not in it is left out. */
  readonly sample: KeySample | null;
}

/** Numbers texts in the order in which they first appear. Whole numbers are kept as numbers until their texts are asked for. */
export class Interner {
  size = 0;
  #numbers = new KeySlots();
  #texts = new Map<string, number>();
  readonly #values: (string | number)[] = [];
  readonly #keepsTexts: boolean;
  readonly #sample: KeySample | null;
  /** Of each, where there is a sample. */
  #hashes = hashColumn();

  constructor(options: InternerOptions = { keepsTexts: true, sample: null }) {
    this.#keepsTexts = options.keepsTexts;
    this.#sample = options.sample;
  }

  /** A safe integer; never mix with texts that look like one. -1 where the sample leaves it out. */
  number(value: number): number {
    const hash = this.#sample === null ? 0 : hashOfNumber(value);
    if (this.#sample !== null && !this.#sample.takes(hash)) return LEFT_OUT;
    const known = this.#numbers.get(value);
    if (known >= 0) return known;
    this.#numbers.add(value, this.size);
    return this.#add(value, hash);
  }

  text(value: string): number {
    const hash = this.#sample === null ? 0 : hashOfText(value);
    if (this.#sample !== null && !this.#sample.takes(hash)) return LEFT_OUT;
    const known = this.#texts.get(value);
    if (known !== undefined) return known;
    this.#texts.set(value, this.size);
    return this.#add(value, hash);
  }

  texts(): string[] {
    return this.#values.map(String);
  }

  /**
   * Lowers the sample to its limit and leaves out what is not in it any more. Answers what each number has become, -1 for
   * what is left out; only where no texts are kept.
   */
  shrink(sample: KeySample): Int32Array {
    const hashes = this.#hashes.finish();
    sample.lower(hashes);
    const places = new Int32Array(hashes.length);
    const kept = hashColumn();
    for (const [number, hash] of hashes.entries()) {
      places[number] = sample.takes(hash) ? kept.length : LEFT_OUT;
      if (sample.takes(hash)) kept.push(hash);
    }
    const numbers = new KeySlots();
    this.#numbers.forEach((value) => {
      const place = places[this.#numbers.get(value)]!;
      if (place !== LEFT_OUT) numbers.add(value, place);
    });
    const texts = new Map<string, number>();
    for (const [text, number] of this.#texts) if (places[number] !== LEFT_OUT) texts.set(text, places[number]!);
    this.#numbers = numbers;
    this.#texts = texts;
    this.#hashes = kept;
    this.size = kept.length;
    return places;
  }

  #add(value: string | number, hash: number): number {
    if (this.#keepsTexts) this.#values.push(value);
    if (this.#sample !== null) this.#hashes.push(hash);
    return this.size++;
  }
}

function hashColumn(): GrowingColumn<Uint32Array> {
  return new GrowingColumn((length) => new Uint32Array(length));
}
