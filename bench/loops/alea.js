/** Baagøe's Alea, the generator that the tool draws from as well. */
class Alea {
  constructor(s0, s1, s2) {
    this.c = 1;
    this.s0 = s0;
    this.s1 = s1;
    this.s2 = s2;
  }

  uniform() {
    const t = 2091639 * this.s0 + this.c * 2.3283064365386963e-10;
    this.s0 = this.s1;
    this.s1 = this.s2;
    this.c = t | 0;
    this.s2 = t - this.c;
    return this.s2;
  }

  /** In whole nanoseconds, as the tool's clock has them; `mean` in nanoseconds. */
  exponential(mean) {
    return Math.round(-mean * Math.log(1 - this.uniform()));
  }
}

/** A generator of its own for each purpose, as the tool has it; any three fractions are a seed. */
export function stream(seed, purpose) {
  const fraction = (salt) => {
    const mixed = Math.sin(seed * 12.9898 + purpose * 78.233 + salt) * 43758.5453;
    return mixed - Math.floor(mixed);
  };
  const alea = new Alea(fraction(1), fraction(2), fraction(3));
  for (let warm = 0; warm < 16; warm++) alea.uniform();
  return alea;
}
