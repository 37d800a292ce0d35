import type { NodeId } from '../core/ids.js';

/** The operation by which an instance tells a registry that it is there. */
export const HEARTBEAT = 'heartbeat';
/** The operation by which a caller asks a registry who is there. */
export const LIST = 'list';

/** The body of the answer to LIST. */
export interface Listing {
  /** Rising. */
  readonly instances: readonly NodeId[];
}
