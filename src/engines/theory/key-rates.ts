/** How often something happens, and how that is spread over the keys. */
export class KeyRates {
  constructor(
    /** Per nanosecond; NaN where it is not known. */
    readonly total: number,
    /** By key, adding up to 1; null where it is not known. */
    readonly shares: Float64Array | null,
  ) {}

  scaled(factor: number): KeyRates {
    return factor === 1 ? this : new KeyRates(this.total * factor, this.shares);
  }

  /** About other keys, nobody knows which. */
  blurred(): KeyRates {
    return this.shares === null ? this : new KeyRates(this.total, null);
  }

  plus(other: KeyRates): KeyRates {
    if (other.total === 0) return this;
    if (this.total === 0) return other;
    const total = this.total + other.total;
    if (this.shares === other.shares) return new KeyRates(total, this.shares);
    if (this.shares === null || other.shares === null) return new KeyRates(total, null);
    const shares = new Float64Array(Math.max(this.shares.length, other.shares.length));
    for (const { total: part, shares: own } of [this, other]) {
      for (let key = 0; key < own!.length; key++) shares[key]! += (part / total) * own![key]!;
    }
    return new KeyRates(total, shares);
  }

  /** Those of each key with the probability that it has. */
  filtered(probability: (key: number) => number): KeyRates {
    if (this.shares === null) return new KeyRates(Number.NaN, null);
    const kept = new Float64Array(this.shares.length);
    let total = 0;
    for (let key = 0; key < kept.length; key++) total += kept[key] = this.shares[key]! * probability(key);
    if (total > 0) for (let key = 0; key < kept.length; key++) kept[key]! /= total;
    return new KeyRates(this.total * total, kept);
  }
}

export const NEVER_ASKED = new KeyRates(0, null);
