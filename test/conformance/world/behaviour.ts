import type { Payload } from '../../../src/core/ids.js';
import type { Reply } from '../../../src/environment/reply.js';
import type { Request } from '../../../src/environment/request.js';
import type { ScriptedNode } from './scripted-node.js';

/** What a scripted node does beyond writing down what it sees. All that is not given does nothing. */
export interface Behaviour {
  /** At construction, the only moment at which streams and handles may be asked for. */
  readonly onCreate?: (node: ScriptedNode) => void;
  readonly onStart?: (node: ScriptedNode) => void;
  readonly onRequest?: (node: ScriptedNode, request: Request) => void;
  readonly onReply?: (node: ScriptedNode, reply: Reply) => void;
  readonly onTimer?: (node: ScriptedNode, code: number, payload: Payload) => void;
  /** A node without it must never hear of a cancelled call. */
  readonly onCancel?: (node: ScriptedNode, request: Request) => void;
  readonly onHostCrash?: (node: ScriptedNode) => void;
  readonly check?: (node: ScriptedNode) => void;
}
