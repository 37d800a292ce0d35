/** How the gaps between arrivals are spread; their rate stands beside it. */
export interface ArrivalLaw {
  /** Each gap is the sum of so many exponentials: 1 is Poisson, Infinity is regular; null is neither. */
  readonly phases: number | null;
  /** The squared coefficient of variation of the gaps. */
  readonly variation: number;
}

export const POISSON: ArrivalLaw = { phases: 1, variation: 1 };

/** Every so many-th arrival. */
export function everyOneIn(count: number, { phases, variation }: ArrivalLaw): ArrivalLaw {
  return { phases: phases === null ? null : phases * count, variation: variation / count };
}

/** Each with this probability, independently of the others. */
export function thinnedLaw(probability: number, arrivals: ArrivalLaw): ArrivalLaw {
  if (arrivals.phases === 1 || probability === 1) return arrivals;
  return { phases: null, variation: probability * arrivals.variation + 1 - probability };
}
