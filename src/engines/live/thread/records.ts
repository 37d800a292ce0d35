import type { CallId, Key, NodeId, OperationId, Payload } from '../../../core/ids.js';
import type { Status } from '../../../core/status.js';
import { type Bytes, type Nanoseconds, NEVER } from '../../../core/time.js';
import type { Answer, Reply } from '../../../environment/reply.js';
import type { Request } from '../../../environment/request.js';
import type { Exchange, Outgoing } from '../wire/wire.js';

/** Where a request is, as far as this thread knows. */
export type Stage =
  /** Taken by a node, not sent yet. */
  | 'draft'
  /** On its way to the receiver, who may have it already if it is on another host. */
  | 'outward'
  /** With a receiver of this thread, who has not answered. */
  | 'with-receiver'
  /** At the door of a paused host of this thread. */
  | 'at-paused-host'
  /** Its answer is on the way to its caller. */
  | 'homeward'
  /** It, or its answer, was lost; the caller still waits. */
  | 'lost'
  | 'over';

/** A request with what its thread must know of it: one for each side of a hop between hosts, one for both inside a host. */
export class LiveRequest implements Request {
  size: Bytes = 0;
  version = 0;
  deadline: Nanoseconds = NEVER;
  due: Nanoseconds = 0;
  attempt = 1;
  session = 0;
  priority = 0;
  token = 0;
  trace = 0;
  wants: Bytes = 0;
  body: object | null = null;
  job: Payload = null;

  stage: Stage = 'draft';
  /** One way: nobody ever waits for an answer. */
  told = false;
  /** Nobody waits for an answer, from the start or not any more. */
  abandoned = false;
  context: Payload = null;
  /** The kernel's slot of the deadline, or of what tells the caller that nothing will come; -1 for none. */
  limitSlot = -1;
  sentAt: Nanoseconds = 0;
  /** When it goes, or went, onto its connection. */
  departsAt: Nanoseconds = 0;
  /** Since when it, or its answer, has stood at the door of a paused host; -1 when it does not. */
  heldSince: Nanoseconds = -1;
  /** How long it stood there on this side. */
  held: Nanoseconds = 0;
  /** When it came to the receiver's host. */
  cameAt: Nanoseconds = 0;
  /** When the receiver got it. */
  arrivedAt: Nanoseconds = 0;
  answer: LiveAnswer | null = null;
  /** On the receiver's side of a hop between hosts: where the answer goes. */
  exchange: Exchange | null = null;
  /** On the caller's side of a hop between hosts: the connection it is on. */
  outgoing: Outgoing | null = null;
  /** The tracer's number of this hop; -1 when it is not traced. */
  hop = -1;

  constructor(
    /** Unique in its thread. */
    readonly id: CallId,
    public caller: NodeId,
    public to: NodeId,
    public operation: OperationId,
    public key: Key,
  ) {}
}

/** An answer, which is also the reply that the caller sees. */
export class LiveAnswer implements Answer, Reply {
  call: CallId = 0;
  from: NodeId = 0;
  status: Status = 0;
  size: Bytes = 0;
  version = 0;
  body: object | null = null;
  waiting: Nanoseconds = 0;
  service: Nanoseconds = 0;
  network: Nanoseconds = 0;
  context: Payload = null;
  /** How long a receiver on another host had the request, from its door to its answer. */
  stayed: Nanoseconds = 0;
}

/** Spoils what is over, so that a node that kept it is found out. */
export function poisonRequest(record: LiveRequest): void {
  record.caller = record.to = record.operation = record.key = -0xdead;
  record.size = record.version = record.deadline = record.due = Number.NaN;
  record.attempt = record.session = record.priority = record.token = record.trace = record.wants = Number.NaN;
  record.body = record.job = record.context = null;
}

export function poisonAnswer(answer: LiveAnswer): void {
  answer.from = answer.call = -0xdead;
  answer.body = answer.context = null;
  answer.status = answer.size = answer.version = answer.waiting = answer.service = answer.network = Number.NaN;
}
