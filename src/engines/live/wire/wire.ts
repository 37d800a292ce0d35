import type { Status } from '../../../core/status.js';
import type { Bytes, Nanoseconds } from '../../../core/time.js';

/** One request as it travels between hosts: names and texts where a node has numbers, so that any HTTP client can speak it. */
export interface WireRequest {
  /** An instance's name, `api/2`; empty for the node that the server stands for. */
  readonly to: string;
  /** An instance's name; empty for a stranger, such as curl. */
  readonly caller: string;
  readonly operation: string;
  readonly key: string;
  /** Bytes of body that travel. */
  readonly size: Bytes;
  readonly version: number;
  /** Until the caller stops waiting; Infinity where it does not. */
  readonly left: Nanoseconds;
  /** Since the workload's request behind it was due; 0 for a stranger's. */
  readonly age: Nanoseconds;
  readonly attempt: number;
  readonly session: number;
  readonly priority: number;
  readonly token: number;
  readonly trace: number;
  readonly wants: Bytes;
  /** Plain data of protocols. */
  readonly body: object | null;
  /** Told, not asked: the server answers 202 at once, and its node's answer goes nowhere. */
  readonly oneWay: boolean;
}

export interface WireAnswer {
  readonly status: Status;
  readonly size: Bytes;
  readonly version: number;
  readonly body: object | null;
  readonly waiting: Nanoseconds;
  readonly service: Nanoseconds;
  readonly network: Nanoseconds;
  /** How long the receiver had the request, from its door to its answer: the rest was spent on this hop. */
  readonly stayed: Nanoseconds;
  /** Of a traced request: when it was received and when it was answered, on the machine's monotonic clock. */
  readonly arrivedAt?: Nanoseconds;
  readonly answeredAt?: Nanoseconds;
}

/** The receiver's end of one request. Whatever is called first ends it; what is called afterwards does nothing. */
export interface Exchange {
  answer(answer: WireAnswer): void;
  /** Answers with one line of text, for what is wrong with a stranger's request. */
  refuse(status: Status, line: string): void;
  /** Destroys the connection: the caller sees a reset. */
  reset(): void;
  /** Called at most once, when the caller has left before the answer. Not after a crash of this server. */
  onGone: (() => void) | null;
}

/** Nobody listens at the port, or the connection ended without an answer. */
export type WireFailure = 'refused' | 'unreachable';

/** What becomes of a request that was sent: exactly one of both, unless it is aborted. */
export interface WireHandler {
  onAnswer(answer: WireAnswer): void;
  onFailure(kind: WireFailure): void;
}

/** The caller's end of one request. */
export interface Outgoing {
  /** Closes the connection, so that the receiver learns of it; neither onAnswer nor onFailure follows. */
  abort(): void;
}
