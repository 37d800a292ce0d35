import type { HostId } from '../../../core/ids.js';
import type { Outgoing, WireHandler, WireRequest } from '../wire/wire.js';

/** How a thread reaches the hosts of a run, its own among them. */
export interface Peers {
  /** The answer, or how it failed, comes later and never before this returns. */
  send(from: HostId, to: HostId, request: WireRequest, handler: WireHandler): Outgoing;
}
