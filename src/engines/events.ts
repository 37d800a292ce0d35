import { WORK_DONE } from './processors/processor.js';

/** Kinds of the kernel's events, beside WORK_DONE and SHARED_WORK_DONE of processors/processor.ts. */
export const TIMER = 3;
/** A request reaches its receiver's host. */
export const DELIVER = 4;
/** An answer reaches the caller's host. */
export const RETURN = 5;
/** The caller's deadline; code is the record's generation. */
export const DEADLINE = 6;
/** A call without a deadline whose message was lost; code is the record's generation. */
export const UNREACHED = 7;
/** Word that the caller has gone reaches the receiver; code is the record's generation. */
export const CANCEL = 8;
export const ACTION_BEGINS = 9;
export const ACTION_ENDS = 10;
/** An instance begins its first life. */
export const START = 11;

/** What a node, or an answer that comes first, may take back while it waits at the door of a paused host. */
export function canBeTakenBack(kind: number): boolean {
  return kind === TIMER || kind === DEADLINE || kind === UNREACHED || kind === WORK_DONE;
}
