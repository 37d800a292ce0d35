/**
 * The operation by which a caller asks whether a node is there. Every kind answers it at its door, without a worker and without
 * a place in its queue, unless it has an operation of this name itself.
 */
export const HEALTH_CHECK = 'health-check';

/** The counter of those that were answered at the door; they are no requests. */
export const CHECKS_ANSWERED = 'health-checks';
