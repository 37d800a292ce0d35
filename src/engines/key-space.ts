import type { Key } from '../core/ids.js';
import type { KeyModel } from '../environment/model.js';

/** All keys of a Model: their texts, a hash of each, and their order. Numbers stand before texts. */
export class KeySpace {
  readonly #numbers: number;
  readonly #texts: readonly string[];
  readonly #hashes: Uint32Array;
  /** Rank of each text among the texts; made when it is first asked for. */
  #ranks: Int32Array | null = null;

  constructor(model: KeyModel) {
    this.#numbers = model.count;
    this.#texts = model.texts;
    this.#hashes = Uint32Array.from(model.texts, hashText);
  }

  get count(): number {
    return this.#numbers + this.#texts.length;
  }

  text(key: Key): string {
    return key < this.#numbers ? String(key) : this.#texts[key - this.#numbers]!;
  }

  /** 32 bits that look random whatever the keys look like. */
  hash(key: Key): number {
    return key < this.#numbers ? mix(key) : this.#hashes[key - this.#numbers]!;
  }

  rank(key: Key): number {
    if (key < this.#numbers) return key;
    this.#ranks ??= ranksOf(this.#texts);
    return this.#numbers + this.#ranks[key - this.#numbers]!;
  }
}

function ranksOf(texts: readonly string[]): Int32Array {
  const order = Array.from(texts.keys()).toSorted((a, b) => (texts[a]! < texts[b]! ? -1 : 1));
  const ranks = new Int32Array(texts.length);
  for (const [rank, index] of order.entries()) ranks[index] = rank;
  return ranks;
}

/** The finalizer of MurmurHash3 (Appleby): a bijection on 32 bits in which each input bit changes half of the output. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** FNV-1a over the UTF-16 units, then mixed: FNV alone is not random-like on texts that differ in their last letter. */
function hashText(text: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  return mix(hash);
}
