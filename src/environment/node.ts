import type { Payload } from '../core/ids.js';
import type { Reply } from './reply.js';
import type { Request } from './request.js';

/** A state machine. Every method runs to completion; the engine never calls into a node that is running. */
export interface Node {
  onStart(): void;
  onRequest(request: Request): void;
  onReply(reply: Reply): void;
  onTimer(code: number, payload: Payload): void;
  /** The caller of this request no longer waits. The request stays valid until respond(), which then reaches nobody. */
  onCancel?(request: Request): void;
  /** Durable kinds only (disk, log): drop what was not synced. Any other node is thrown away and made anew. */
  onHostCrash?(): void;
  /** After every fault and at the end of every run; throws InvariantError. */
  check?(): void;
}
