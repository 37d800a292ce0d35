import type { CallId, Key, NodeId, OperationId, Payload } from '../../core/ids.js';
import type { Status } from '../../core/status.js';
import { type Bytes, type Nanoseconds, NEVER } from '../../core/time.js';
import { ZERO } from '../../core/zero.js';
import type { Answer, Reply } from '../../environment/reply.js';
import type { Request } from '../../environment/request.js';

/** Where a request is. */
export const FREE = 0;
/** Taken from the pool, not sent yet. */
export const DRAFT = 1;
/** On its way to the receiver. */
export const OUTWARD = 2;
/** With the receiver, who has not answered. */
export const WITH_RECEIVER = 3;
/** Its answer is on the way to the caller. */
export const HOMEWARD = 4;
/** It, or its answer, was lost; the caller still waits. */
export const LOST = 5;
/** At the door of a host that is paused. */
export const AT_PAUSED_HOST = 6;

export type Stage =
  | typeof FREE
  | typeof DRAFT
  | typeof OUTWARD
  | typeof WITH_RECEIVER
  | typeof HOMEWARD
  | typeof LOST
  | typeof AT_PAUSED_HOST;

/** With the index of a record it makes the id of a call, which has to be exact: 27 bits and 26. */
const LAST_GENERATION = 0x7ff_ffff;

/** A request with what the engine itself must know of it. */
export class RequestRecord implements Request {
  caller: NodeId = 0;
  to: NodeId = 0;
  operation: OperationId = 0;
  key: Key = 0;
  size: Bytes = 0;
  version = ZERO;
  deadline: Nanoseconds = NEVER;
  due: Nanoseconds = ZERO;
  attempt = 1;
  session = 0;
  priority = 0;
  token = 0;
  trace = 0;
  wants: Bytes = 0;
  body: object | null = null;
  job: Payload = null;

  stage: Stage = FREE;
  /** Counts the lives of this record from 1, so that an event about a former one is recognized. */
  generation = 1;
  /** Counts all that is sent in a run: what a crash cuts off is cut off in the order in which it was sent. */
  sequence = 0;
  /** 1 when nobody waits for an answer, from the start or not any more. A number, because a boolean field is tested for all that is false. */
  abandoned: 0 | 1 = 0;
  context: Payload = null;
  /** The kernel's slot of the deadline, or of what tells the caller that nothing will come; -1 for none. */
  limitSlot = -1;
  /** How long the request was under way. */
  transit: Nanoseconds = ZERO;
  /** Since when it, or its answer, has stood at the door of a paused host; -1 when it does not. */
  heldSince: Nanoseconds = -1;
  /** How long it stood there on both ways. */
  held: Nanoseconds = ZERO;
  /** When the receiver gets it, or got it. */
  arrivedAt: Nanoseconds = ZERO;
  answer: AnswerRecord | null = null;
  /** The tracer's number of this hop; -1 when it is not traced. */
  hop = -1;
  /** In the pool, the next that is free. */
  nextFree: RequestRecord | null = null;

  constructor(
    /** Its place among all records of the run. */
    readonly index: number,
  ) {}
}

/** An answer, which is also the reply that the caller sees. */
export class AnswerRecord implements Answer, Reply {
  call: CallId = ZERO;
  from: NodeId = 0;
  status: Status = 0;
  size: Bytes = 0;
  version = ZERO;
  body: object | null = null;
  waiting: Nanoseconds = ZERO;
  service: Nanoseconds = ZERO;
  network: Nanoseconds = ZERO;
  context: Payload = null;
  nextFree: AnswerRecord | null = null;
}

/** Requests and answers of one run, used again and again. `poison` spoils what was given back and leaves it unused, so that a node that kept it is found out. */
export class RecordPool {
  /** Every record there is, in use or not. */
  readonly requests: RequestRecord[] = [];
  #freeRequest: RequestRecord | null = null;
  #freeAnswer: AnswerRecord | null = null;
  readonly #poison: 0 | 1;

  constructor(poison: boolean) {
    this.#poison = poison ? 1 : 0;
  }

  request(caller: NodeId, to: NodeId, operation: OperationId, key: Key): RequestRecord {
    const record = this.#freeRequest ?? this.#newRequest();
    this.#freeRequest = record.nextFree;
    record.caller = caller;
    record.to = to;
    record.operation = operation;
    record.key = key;
    record.size = 0;
    record.version = 0;
    record.deadline = NEVER;
    record.due = 0;
    record.attempt = 1;
    record.session = 0;
    record.priority = 0;
    record.token = 0;
    record.trace = 0;
    record.wants = 0;
    record.stage = DRAFT;
    record.abandoned = 0;
    record.transit = 0;
    record.heldSince = -1;
    record.held = 0;
    return record;
  }

  answer(): AnswerRecord {
    const answer = this.#freeAnswer ?? new AnswerRecord();
    this.#freeAnswer = answer.nextFree;
    answer.size = 0;
    answer.version = 0;
    answer.body = null;
    answer.waiting = 0;
    answer.service = 0;
    answer.network = 0;
    return answer;
  }

  freeRequest(record: RequestRecord): void {
    record.stage = FREE;
    record.generation = record.generation === LAST_GENERATION ? 1 : record.generation + 1;
    record.body = null;
    record.job = null;
    record.context = null;
    record.hop = -1;
    if (this.#poison === 1) {
      poisonRequest(record);
      return;
    }
    record.nextFree = this.#freeRequest;
    this.#freeRequest = record;
  }

  freeAnswer(answer: AnswerRecord): void {
    answer.context = null;
    if (this.#poison === 1) {
      poisonAnswer(answer);
      return;
    }
    answer.nextFree = this.#freeAnswer;
    this.#freeAnswer = answer;
  }

  #newRequest(): RequestRecord {
    const record = new RequestRecord(this.requests.length);
    this.requests.push(record);
    return record;
  }
}

function poisonRequest(record: RequestRecord): void {
  record.caller = record.to = record.operation = record.key = -0xdead;
  record.size = record.version = record.deadline = record.due = Number.NaN;
  record.attempt = record.session = record.priority = record.token = record.trace = record.wants = Number.NaN;
}

function poisonAnswer(answer: AnswerRecord): void {
  answer.from = answer.call = -0xdead;
  answer.body = null;
  answer.status = answer.size = answer.version = answer.waiting = answer.service = answer.network = Number.NaN;
}
