import { DEADLINE_PASSED, isSuccess, OVERLOADED, type Status } from './status.js';

/** How a request ended. Every issued request ends in exactly one of these or is still in flight. */
export type Outcome = 'ok' | 'failed' | 'rejected' | 'timed-out';

const TOO_MANY_REQUESTS: Status = 429;

export function outcomeOf(status: Status): Outcome {
  if (isSuccess(status)) return 'ok';
  if (status === DEADLINE_PASSED) return 'timed-out';
  if (status === OVERLOADED || status === TOO_MANY_REQUESTS) return 'rejected';
  return 'failed';
}
