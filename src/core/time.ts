/** Time is integer nanoseconds since the start of the run; durations are integer nanoseconds. */
export type Nanoseconds = number;
export type Bytes = number;

export const MICROSECOND = 1_000;
export const MILLISECOND = 1_000_000;
export const SECOND = 1_000_000_000;

/** The instant that never comes: a deadline nobody set. */
export const NEVER: Nanoseconds = Number.POSITIVE_INFINITY;
