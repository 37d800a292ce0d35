/** The mean sojourn time of M/G/1, first come first served, with a mean service time of 1 (Pollaczek 1930, Khinchine 1932). */
export function pollaczekKhinchine(arrivalRate: number, squaredVariation: number): number {
  return 1 + (arrivalRate * (1 + squaredVariation)) / (2 * (1 - arrivalRate));
}

/** The mean sojourn time of M/G/1 under processor sharing with a mean service time of 1: of the distribution only its mean counts (Kleinrock 1967). */
export function processorSharing(arrivalRate: number): number {
  return 1 / (1 - arrivalRate);
}
