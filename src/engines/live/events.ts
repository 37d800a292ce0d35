/** Kinds of the kernel's events that only real time has, beside those of engines/events.ts; a kind is at most 15. */

/** An instance waited for something outside; it is there. */
export const OUTSIDE = 0;
/** A request whose imposed transit is over goes onto its connection. */
export const DEPART = 12;
/** So does an answer. */
export const ANSWER_DEPARTS = 13;
/** A connection on which nothing will come any more is reset. */
export const RESET = 14;
/** Word that its caller has gone leaves: the connection of a request is closed. */
export const ABORT = 15;
