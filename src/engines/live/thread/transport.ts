import { assert } from '../../../core/assert.js';
import type { CallId, HostId, Key, NodeId, OperationId, Payload } from '../../../core/ids.js';
import { NOT_FOUND, REFUSED, type Status, UNREACHABLE } from '../../../core/status.js';
import { MILLISECOND, type Nanoseconds, NEVER } from '../../../core/time.js';
import type { Node } from '../../../environment/node.js';
import { CANCEL, DEADLINE, DELIVER, RETURN, UNREACHED } from '../../events.js';
import { DOWN, type Host } from '../../host.js';
import type { Kernel } from '../../kernel.js';
import { LOST_ON_THE_WAY } from '../../network/link.js';
import type { Network } from '../../network/network.js';
import { ABORT, ANSWER_DEPARTS, DEPART, RESET } from '../events.js';
import type { Exchange, WireAnswer, WireFailure, WireRequest } from '../wire/wire.js';
import { type Letters, STRANGER } from './letters.js';
import type { LiveTracer } from './live-tracer.js';
import type { Peers } from './peers.js';
import { LiveAnswer, LiveRequest, poisonAnswer, poisonRequest } from './records.js';

/** So long after it went onto its connection a request is certainly read before the end of the connection is. */
const ON_ITS_WAY: Nanoseconds = 2 * MILLISECOND;

/** What a thread has of the run's world, as far as requests go. */
export interface TransportParts {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly hostOf: readonly HostId[];
  /** By HostId; undefined for those that live in other threads. */
  readonly hosts: readonly (Host | undefined)[];
  /** By NodeId; a restarted host has new ones. */
  readonly nodes: readonly (Node | undefined)[];
  readonly peers: Peers;
  readonly letters: Letters;
  readonly tracer: LiveTracer;
  readonly unreachableAfter: Nanoseconds;
  /** Enters the thread's world from outside. */
  readonly enter: (action: () => void) => void;
  readonly poison: boolean;
}

/**
 * Carries requests and answers between the nodes of a thread and all others, and sees to it that each call brings exactly
 * one reply. Inside a host they go through the kernel. Between hosts they go over a connection, after the transit that the
 * scenario's links and faults impose at whoever sends.
 */
export class LiveTransport {
  /** Calls of this thread's nodes that still wait for their reply, by caller. */
  readonly open: Int32Array;
  /** Requests that reached their receiver here, by receiver. */
  readonly received: Float64Array;
  /** For how long requests have been with their receivers, by receiver: the engine's own side of Little's law. */
  readonly stays: Float64Array;
  readonly #parts: TransportParts;
  readonly #kernel: Kernel;
  readonly #calls = new Map<CallId, LiveRequest>();
  readonly #inHands = new Set<LiveRequest>();
  #nextId = 1;
  #edge: Nanoseconds = 0;

  constructor(parts: TransportParts) {
    this.#parts = parts;
    this.#kernel = parts.kernel;
    this.open = new Int32Array(parts.hostOf.length);
    this.received = new Float64Array(parts.hostOf.length);
    this.stays = new Float64Array(parts.hostOf.length);
  }

  draft(caller: NodeId, to: NodeId, operation: OperationId, key: Key): LiveRequest {
    return new LiveRequest(this.#nextId++, caller, to, operation, key);
  }

  call(record: LiveRequest, context: Payload): CallId {
    const { now } = this.#kernel;
    record.context = context;
    this.open[record.caller]!++;
    this.#calls.set(record.id, record);
    if (record.deadline !== NEVER) {
      const at = Math.max(now, record.deadline);
      record.limitSlot = this.#kernel.schedule(at, DEADLINE, record.caller, 0, record, 0);
    }
    this.#send(record);
    return record.id;
  }

  tell(record: LiveRequest): void {
    record.told = true;
    record.abandoned = true;
    this.#send(record);
  }

  /** The caller no longer wants an answer. A used-up id is harmless. */
  cancel(caller: NodeId, call: CallId): void {
    const record = this.#calls.get(call);
    if (record === undefined || record.caller !== caller) return;
    this.open[caller]!--;
    this.#abandon(record);
  }

  respond(record: LiveRequest, status: Status, given: LiveAnswer | null): void {
    assert(record.stage === 'with-receiver', 'a node answered a request that it does not have');
    this.#letGo(record);
    if (record.hop >= 0) this.#parts.tracer.answered(record, this.#kernel.now);
    const answer = given ?? new LiveAnswer();
    answer.status = status;
    if (record.abandoned) this.#over(record, answer);
    else if (record.exchange === null) this.#goHome(record, answer);
    else this.#sendBack(record, answer);
  }

  /** A request has come over a connection to the host of this instance. */
  incoming(wire: WireRequest, exchange: Exchange, door: NodeId): void {
    const record = this.#parts.letters.read(wire, this.#nextId++, door, this.#kernel.now);
    if (record === null || this.#parts.hosts[this.#parts.hostOf[record.to]!] === undefined) {
      exchange.answer({ status: NOT_FOUND, size: 0, version: 0, body: null, waiting: 0, service: 0, network: 0, stayed: 0 });
      return;
    }
    record.stage = 'outward';
    record.cameAt = this.#kernel.now;
    if (!record.told) {
      record.exchange = exchange;
      exchange.onGone = () => this.#parts.enter(() => this.#callerHasGone(record));
    }
    this.#kernel.post(DELIVER, record.to, 0, record);
  }

  /** A request has reached its receiver's host, which is not paused. */
  deliver(record: LiveRequest): void {
    const host = this.#parts.hosts[this.#parts.hostOf[record.to]!]!;
    if (host.state === DOWN) {
      this.#atClosedDoor(record, host);
      return;
    }
    if (record.heldSince >= 0) this.#letIn(record);
    record.stage = 'with-receiver';
    record.arrivedAt = this.#kernel.now;
    this.received[record.to]!++;
    this.#inHands.add(record);
    if (record.hop >= 0) this.#parts.tracer.arrived(record, this.#kernel.now);
    this.#parts.nodes[record.to]!.onRequest(record);
  }

  /** An answer has reached its caller's host, which is not paused. */
  return(record: LiveRequest): void {
    const answer = record.answer!;
    record.answer = null;
    if (record.abandoned) {
      this.#over(record, answer);
      return;
    }
    if (record.heldSince >= 0) this.#letIn(record);
    answer.waiting += record.held;
    if (record.outgoing !== null) {
      // What was not spent with the receiver was spent on the way: sockets, event loops, imposed transits.
      answer.network += Math.max(0, this.#kernel.now - record.sentAt - record.held - answer.stayed);
    }
    if (record.limitSlot >= 0) this.#kernel.drop(record.limitSlot);
    this.#calls.delete(record.id);
    record.stage = 'over';
    this.#handOver(record, answer);
  }

  /** The caller's patience has come to its end. */
  expire(record: LiveRequest, status: Status): void {
    record.limitSlot = -1;
    const answer = new LiveAnswer();
    answer.status = status;
    this.#abandon(record);
    this.#handOver(record, answer);
  }

  /** Word that nobody waits any more has reached the receiver. */
  cancelled(record: LiveRequest): void {
    if (record.stage === 'with-receiver') this.#parts.nodes[record.to]!.onCancel?.(record);
  }

  /** The imposed transit of a request is over. */
  depart(record: LiveRequest): void {
    const { hostOf, letters, peers, enter } = this.#parts;
    const wire = letters.write(record, this.#kernel.now);
    record.outgoing = peers.send(hostOf[record.caller]!, hostOf[record.to]!, wire, {
      onAnswer: (answer) => enter(() => this.#answered(record, answer)),
      onFailure: (failure) => enter(() => this.#failed(record, failure)),
    });
    if (record.told) this.#over(record, null);
  }

  /** The imposed transit of an answer is over. */
  answerDeparts(record: LiveRequest): void {
    const answer = record.answer!;
    record.answer = null;
    record.exchange!.answer(this.#parts.letters.writeAnswer(record, answer, this.#kernel.now));
    this.#over(record, answer);
  }

  reset(record: LiveRequest): void {
    record.exchange!.reset();
    this.#over(record, null);
  }

  abort(record: LiveRequest): void {
    record.outgoing?.abort();
    this.#over(record, null);
  }

  /** A host of this thread has died: its calls end, and what it had in its hands is reset, or silent for ever. */
  crash(host: Host): void {
    const { hostOf } = this.#parts;
    for (const record of this.#calls.values()) if (hostOf[record.caller] === host.id) this.#abandon(record);
    for (const record of this.#inHands) {
      if (hostOf[record.to] !== host.id) continue;
      this.#letGo(record);
      this.#atClosedDoor(record, host);
    }
  }

  /** A request that had come to the door of a paused host, which has now crashed. */
  discard(record: LiveRequest, host: Host): void {
    this.#atClosedDoor(record, host);
  }

  /** Brings `stays` up to an edge of the timeline, those that go on included. */
  readOff(edge: Nanoseconds): void {
    for (const record of this.#inHands) this.#stayed(record, edge);
    this.#edge = edge;
  }

  #send(record: LiveRequest): void {
    assert(record.stage === 'draft', 'a node sent a request that it had not just taken from the pool');
    const { hostOf, network, tracer } = this.#parts;
    if (record.trace !== 0) tracer.sent(record, this.#kernel.now);
    record.stage = 'outward';
    record.sentAt = this.#kernel.now;
    const from = hostOf[record.caller]!;
    const to = hostOf[record.to]!;
    if (from === to) {
      this.#kernel.post(DELIVER, record.to, 0, record);
      return;
    }
    const transit = network.between(from, to)?.transit(record.size, this.#kernel.now) ?? 0;
    record.departsAt = this.#kernel.now + transit;
    if (transit === LOST_ON_THE_WAY) this.#lose(record, this.#kernel.now + this.#parts.unreachableAfter);
    else if (transit > 0) this.#kernel.schedule(record.departsAt, DEPART, record.caller, 0, record, 0);
    else this.depart(record);
  }

  #answered(record: LiveRequest, wire: WireAnswer): void {
    if (record.stage === 'over') return;
    const answer = this.#parts.letters.readAnswer(wire);
    if (record.hop >= 0) this.#parts.tracer.wasWithReceiver(record, wire);
    this.#goHome(record, answer);
  }

  /** The connection was refused or reset. Word of it takes as long as an answer would. */
  #failed(record: LiveRequest, failure: WireFailure): void {
    if (record.stage === 'over') return;
    const { hostOf, network, unreachableAfter } = this.#parts;
    const link = network.between(hostOf[record.to]!, hostOf[record.caller]!);
    const transit = link?.transit(0, this.#kernel.now) ?? 0;
    if (transit === LOST_ON_THE_WAY) {
      this.#lose(record, Math.max(this.#kernel.now, record.sentAt + unreachableAfter));
      return;
    }
    const answer = new LiveAnswer();
    answer.status = failure === 'refused' ? REFUSED : UNREACHABLE;
    record.stage = 'homeward';
    record.answer = answer;
    this.#kernel.schedule(this.#kernel.now + transit, RETURN, record.caller, 0, record, 0);
  }

  #goHome(record: LiveRequest, answer: LiveAnswer): void {
    record.stage = 'homeward';
    record.answer = answer;
    this.#kernel.post(RETURN, record.caller, 0, record);
  }

  /** To a caller at the other end of a connection. */
  #sendBack(record: LiveRequest, answer: LiveAnswer): void {
    const { hostOf, network, unreachableAfter } = this.#parts;
    const { now } = this.#kernel;
    const link = record.caller === STRANGER ? null : network.between(hostOf[record.to]!, hostOf[record.caller]!);
    const transit = link?.transit(answer.size, now) ?? 0;
    record.stage = 'homeward';
    record.answer = answer;
    answer.stayed = now - record.cameAt;
    if (transit === LOST_ON_THE_WAY) this.#kernel.schedule(now + unreachableAfter, RESET, record.to, 0, record, 0);
    else if (transit > 0) this.#kernel.schedule(now + transit, ANSWER_DEPARTS, record.to, 0, record, 0);
    else this.answerDeparts(record);
  }

  /** From now on nobody waits for this call. */
  #abandon(record: LiveRequest): void {
    if (record.limitSlot >= 0) this.#kernel.drop(record.limitSlot);
    record.limitSlot = -1;
    record.abandoned = true;
    this.#calls.delete(record.id);
    const { hostOf, network, nodes } = this.#parts;
    const from = hostOf[record.caller]!;
    const to = hostOf[record.to]!;
    if (from !== to) {
      const transit = network.between(from, to)?.transit(0, this.#kernel.now) ?? 0;
      if (transit === LOST_ON_THE_WAY || record.stage === 'lost') return;
      // Word of the end of a call travels on its connection: it does not overtake the request.
      const at = Math.max(this.#kernel.now + transit, record.departsAt + ON_ITS_WAY);
      this.#kernel.schedule(at, ABORT, record.caller, 0, record, 0);
    } else if (record.stage !== 'homeward' && nodes[record.to]!.onCancel !== undefined) {
      this.#kernel.post(CANCEL, record.to, 0, record);
    }
  }

  #callerHasGone(record: LiveRequest): void {
    record.abandoned = true;
    if (record.stage === 'outward' || record.stage === 'with-receiver' || record.stage === 'at-paused-host')
      this.#kernel.post(CANCEL, record.to, 0, record);
  }

  /** Nothing will come; whoever set no deadline hears of it at `toldAt`. */
  #lose(record: LiveRequest, toldAt: Nanoseconds): void {
    if (record.abandoned) {
      this.#over(record, null);
      return;
    }
    record.stage = 'lost';
    if (record.limitSlot >= 0) return;
    record.limitSlot = this.#kernel.schedule(toldAt, UNREACHED, record.caller, 0, record, 0);
  }

  /** The receiver's host is down, or dead to the world. */
  #atClosedDoor(record: LiveRequest, host: Host): void {
    if (record.abandoned || record.exchange === null) {
      this.#over(record, null);
      return;
    }
    record.stage = 'lost';
    const after = host.refusesWhenDown ? 0 : this.#parts.unreachableAfter;
    this.#kernel.schedule(this.#kernel.now + after, RESET, record.to, 0, record, 0);
  }

  /** Its host goes on: the time at the door was waiting, as in the backlog of a socket. */
  #letIn(record: LiveRequest): void {
    record.held += this.#kernel.now - record.heldSince;
    record.heldSince = -1;
  }

  #letGo(record: LiveRequest): void {
    this.#inHands.delete(record);
    this.#stayed(record, this.#kernel.now);
  }

  #stayed(record: LiveRequest, until: Nanoseconds): void {
    this.stays[record.to]! += until - Math.max(record.arrivedAt, this.#edge);
  }

  /** The one reply to a call. */
  #handOver(record: LiveRequest, answer: LiveAnswer): void {
    const { caller } = record;
    if (record.hop >= 0) this.#parts.tracer.returned(record, answer, this.#kernel.now);
    answer.call = record.id;
    answer.from = record.to;
    answer.context = record.context;
    this.open[caller]!--;
    if (record.stage === 'over') this.#over(record, null);
    this.#parts.nodes[caller]!.onReply(answer);
    if (this.#parts.poison) poisonAnswer(answer);
  }

  #over(record: LiveRequest, answer: LiveAnswer | null): void {
    record.stage = 'over';
    if (!this.#parts.poison) return;
    poisonRequest(record);
    if (answer !== null) poisonAnswer(answer);
  }
}
