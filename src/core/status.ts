/** HTTP's status numbers, and two of our own for what never became HTTP: 0 refused, 1 unreachable. */
export type Status = number;

export const REFUSED: Status = 0;
export const UNREACHABLE: Status = 1;
export const OK: Status = 200;
export const NOT_FOUND: Status = 404;
export const CLIENT_CLOSED: Status = 499;
const BAD_GATEWAY: Status = 502;
export const OVERLOADED: Status = 503;
export const DEADLINE_PASSED: Status = 504;

export function isSuccess(status: Status): boolean {
  return status >= 200 && status < 400;
}

/** What a node tells its own caller after a call of its ended like this: never that nobody could be reached at all. */
export function answerable(status: Status): Status {
  return status < 100 ? BAD_GATEWAY : status;
}
