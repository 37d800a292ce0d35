import seedrandom from 'seedrandom';
import type { RandomStream } from './stream.js';

const TWO_TO_MINUS_32 = 2.3283064365386963e-10;
const TWO_TO_MINUS_53 = 1.1102230246251565e-16;
/** Below this a draw of 32 bits is extended by another 32, so that -log(u) has its tail down to 2^-64 and not only to 2^-32. */
const NEAR_ZERO = 1 / 2048;
/** Up to this many outcomes 32 bits favour none by more than 1 in 65,536. */
const FEW = 65_536;

/**
 * The stream of one purpose: Baagoe's Alea (32 bits a draw, period about 2^116), seeded with the seed and the path. Each part of
 * the path carries its length, so that two different paths never make the same seed text.
 */
export function createStream(seed: number, ...path: readonly string[]): RandomStream {
  return new AleaStream(`${seed}/${path.map((part) => `${part.length}:${part}`).join('/')}`);
}

class AleaStream implements RandomStream {
  readonly #next: () => number;

  constructor(seed: string) {
    this.#next = seedrandom.alea(seed);
  }

  uniform(): number {
    const draw = this.#next();
    return draw < NEAR_ZERO ? draw + this.#next() * TWO_TO_MINUS_32 : draw;
  }

  below(count: number): number {
    const draw = this.#next();
    if (count <= FEW) return Math.floor(draw * count);
    return Math.floor((draw + Math.floor(this.#next() * 2_097_152) * TWO_TO_MINUS_53) * count);
  }
}
