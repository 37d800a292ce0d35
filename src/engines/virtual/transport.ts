import { assert } from '../../core/assert.js';
import type { CallId, HostId, NodeId, Payload } from '../../core/ids.js';
import { REFUSED, type Status, UNREACHABLE } from '../../core/status.js';
import { type Nanoseconds, NEVER } from '../../core/time.js';
import { ZERO } from '../../core/zero.js';
import type { Node } from '../../environment/node.js';
import { CANCEL, DEADLINE, DELIVER, RETURN, UNREACHED } from '../events.js';
import type { Kernel } from '../kernel.js';
import { LOST_ON_THE_WAY } from '../network/link.js';
import type { Network } from '../network/network.js';
import * as Stage from './records.js';
import type { AnswerRecord, RecordPool, RequestRecord } from './records.js';
import type { Tracer } from './tracer.js';
import { type Outages, UP, type Host } from '../host.js';

const CALLS_PER_GENERATION = 0x400_0000;

/** Carries requests and answers between nodes, and sees to it that each call brings exactly one reply. */
export class Transport {
  /** Calls that still wait for their reply, by caller. */
  readonly open: Int32Array;
  /** Requests that reached their receiver, by receiver. */
  readonly received: Float64Array;
  /** For how long requests have been with their receivers, by receiver: the engine's own side of Little's law. */
  readonly stays: Float64Array;
  #edge: Nanoseconds = ZERO;
  #sent = 0;

  constructor(
    private readonly kernel: Kernel,
    readonly pool: RecordPool,
    private readonly network: Network,
    private readonly hosts: readonly Host[],
    private readonly outages: Outages,
    private readonly hostOf: readonly HostId[],
    /** By NodeId; a restarted host has new ones. */
    private readonly nodes: readonly Node[],
    private readonly unreachableAfter: Nanoseconds,
    readonly tracer: Tracer,
  ) {
    this.open = new Int32Array(hostOf.length);
    this.received = new Float64Array(hostOf.length);
    this.stays = new Float64Array(hostOf.length);
  }

  call(record: RequestRecord, context: Payload): CallId {
    record.context = context;
    this.open[record.caller]!++;
    if (record.deadline !== NEVER) {
      const at = record.deadline < this.kernel.now ? this.kernel.now : record.deadline;
      record.limitSlot = this.kernel.schedule(at, DEADLINE, record.caller, record.generation, record, 0);
    } else {
      record.limitSlot = -1;
    }
    this.#send(record);
    return idOf(record);
  }

  tell(record: RequestRecord): void {
    record.abandoned = 1;
    record.limitSlot = -1;
    this.#send(record);
  }

  /** The caller no longer wants an answer. A used-up id is harmless. */
  cancel(caller: NodeId, call: CallId): void {
    const record = this.pool.requests[call % CALLS_PER_GENERATION];
    if (record === undefined || idOf(record) !== call || record.caller !== caller || record.abandoned === 1) return;
    this.abandon(record);
  }

  respond(record: RequestRecord, status: Status, answer: AnswerRecord | null): void {
    assert(record.stage === Stage.WITH_RECEIVER, 'a node answered a request that it does not have');
    if (record.hop >= 0) this.tracer.answered(record, status, this.kernel.now);
    this.#stayed(record, this.kernel.now);
    if (record.abandoned === 1) {
      if (answer !== null) this.pool.freeAnswer(answer);
      this.pool.freeRequest(record);
      return;
    }
    const reply = answer ?? this.pool.answer();
    reply.status = status;
    this.#sendBack(record, reply);
  }

  /** A request has reached its receiver's host, which runs. */
  deliver(record: RequestRecord): void {
    if (this.outages.count > 0 && this.#findsClosedDoor(record)) return;
    if (record.heldSince >= 0) this.#letIn(record);
    record.stage = Stage.WITH_RECEIVER;
    record.arrivedAt = this.kernel.now;
    this.received[record.to]!++;
    if (record.hop >= 0) this.tracer.arrived(record, this.kernel.now);
    this.nodes[record.to]!.onRequest(record);
  }

  /** An answer has reached its caller's host, which runs or has crashed since. */
  return(record: RequestRecord): void {
    const reply = record.answer!;
    record.answer = null;
    if (record.abandoned === 1) {
      this.pool.freeAnswer(reply);
      this.pool.freeRequest(record);
      return;
    }
    if (record.heldSince >= 0) this.#letIn(record);
    if (record.held > 0) reply.waiting += record.held;
    if (record.limitSlot >= 0) this.kernel.drop(record.limitSlot);
    if (record.hop >= 0) this.tracer.returned(record, reply, this.kernel.now);
    const caller = record.caller;
    this.#address(reply, record);
    this.open[caller]!--;
    this.pool.freeRequest(record);
    this.#handOver(reply, caller);
  }

  /** The caller's patience has come to its end, unless that event is about a former life of the record. */
  expire(record: RequestRecord, generation: number, status: Status): void {
    if (record.generation !== generation || record.abandoned === 1) return;
    record.limitSlot = -1;
    const caller = record.caller;
    const reply = this.pool.answer();
    reply.status = status;
    if (record.hop >= 0) this.tracer.returned(record, reply, this.kernel.now);
    this.#address(reply, record);
    this.abandon(record);
    this.#handOver(reply, caller);
  }

  /** Word that nobody waits any more has reached the receiver's host. */
  cancelled(record: RequestRecord, generation: number): void {
    if (record.generation !== generation || record.stage !== Stage.WITH_RECEIVER) return;
    this.nodes[record.to]!.onCancel!(record);
  }

  /** From now on nobody waits for this call. */
  abandon(record: RequestRecord): void {
    if (record.limitSlot >= 0) this.kernel.drop(record.limitSlot);
    record.limitSlot = -1;
    record.abandoned = 1;
    this.open[record.caller]!--;
    if (record.stage === Stage.LOST) this.pool.freeRequest(record);
    else if (record.stage !== Stage.HOMEWARD && this.nodes[record.to]!.onCancel !== undefined) this.#sendCancel(record);
  }

  /** The receiver has died with this request in its hands. */
  reset(record: RequestRecord, host: Host): void {
    if (record.stage === Stage.WITH_RECEIVER) this.#stayed(record, this.kernel.now);
    if (record.abandoned === 1) {
      this.pool.freeRequest(record);
    } else if (host.refusesWhenDown) {
      const reply = this.pool.answer();
      reply.status = UNREACHABLE;
      this.#sendBack(record, reply);
    } else {
      this.#lose(record);
    }
  }

  /** An answer that had come to a paused host, which has now crashed. */
  discard(record: RequestRecord): void {
    if (record.limitSlot >= 0) this.kernel.drop(record.limitSlot);
    this.pool.freeAnswer(record.answer!);
    record.answer = null;
    this.pool.freeRequest(record);
  }

  /** All requests that somebody made and that are not over, in the order in which they were sent. For what is rare: a crash. */
  underWay(): RequestRecord[] {
    const records = this.pool.requests.filter(({ stage }) => stage !== Stage.FREE && stage !== Stage.DRAFT);
    return records.toSorted((left, right) => left.sequence - right.sequence);
  }

  /** Brings `stays` up to an edge of the timeline, those that go on included. */
  readOff(edge: Nanoseconds): void {
    for (const record of this.pool.requests) if (record.stage === Stage.WITH_RECEIVER) this.#stayed(record, edge);
    this.#edge = edge;
  }

  /** Its host goes on: the time at the door was waiting, as in the backlog of a socket. */
  #letIn(record: RequestRecord): void {
    record.held += this.kernel.now - record.heldSince;
    record.heldSince = -1;
  }

  #stayed(record: RequestRecord, until: Nanoseconds): void {
    this.stays[record.to]! += until - (record.arrivedAt > this.#edge ? record.arrivedAt : this.#edge);
  }

  #send(record: RequestRecord): void {
    assert(record.stage === Stage.DRAFT, 'a node sent a request that it had not just taken from the pool');
    if (record.trace !== 0) this.tracer.sent(record, this.kernel.now);
    record.stage = Stage.OUTWARD;
    record.sequence = this.#sent++;
    const link = this.network.absent ? null : this.network.between(this.hostOf[record.caller]!, this.hostOf[record.to]!);
    if (link === null) {
      record.arrivedAt = this.kernel.now;
      this.kernel.post(DELIVER, record.to, 0, record);
      return;
    }
    const transit = link.transit(record.size, this.kernel.now);
    if (transit === LOST_ON_THE_WAY) {
      this.#lose(record);
      return;
    }
    record.transit = transit;
    record.arrivedAt = this.kernel.now + transit;
    this.kernel.schedule(record.arrivedAt, DELIVER, record.to, 0, record, 0);
  }

  #sendBack(record: RequestRecord, reply: AnswerRecord): void {
    const link = this.network.absent ? null : this.network.between(this.hostOf[record.to]!, this.hostOf[record.caller]!);
    record.stage = Stage.HOMEWARD;
    record.answer = reply;
    if (link === null) {
      reply.network += record.transit;
      this.kernel.post(RETURN, record.caller, 0, record);
      return;
    }
    const transit = link.transit(reply.size, this.kernel.now);
    if (transit === LOST_ON_THE_WAY) {
      record.answer = null;
      this.pool.freeAnswer(reply);
      this.#lose(record);
      return;
    }
    reply.network += record.transit + transit;
    this.kernel.schedule(this.kernel.now + transit, RETURN, record.caller, 0, record, 0);
  }

  #lose(record: RequestRecord): void {
    if (record.abandoned === 1) {
      this.pool.freeRequest(record);
      return;
    }
    record.stage = Stage.LOST;
    if (record.limitSlot >= 0) return;
    const at = this.kernel.now + this.unreachableAfter;
    record.limitSlot = this.kernel.schedule(at, UNREACHED, record.caller, record.generation, record, 0);
  }

  /** Whether the receiver's host is down, or dead to the world. */
  #findsClosedDoor(record: RequestRecord): boolean {
    const host = this.hosts[this.hostOf[record.to]!]!;
    if (host.state === UP) return false;
    if (record.abandoned === 1) {
      this.pool.freeRequest(record);
    } else if (host.refusesWhenDown) {
      const reply = this.pool.answer();
      reply.status = REFUSED;
      this.#sendBack(record, reply);
    } else {
      this.#lose(record);
    }
    return true;
  }

  #sendCancel(record: RequestRecord): void {
    const link = this.network.between(this.hostOf[record.caller]!, this.hostOf[record.to]!);
    const transit = link === null ? 0 : link.transit(0, this.kernel.now);
    if (transit === LOST_ON_THE_WAY) return;
    // Word of the end of a call travels on its connection: it does not overtake the request.
    const at = Math.max(this.kernel.now + transit, record.stage === Stage.OUTWARD ? record.arrivedAt : 0);
    this.kernel.schedule(at, CANCEL, record.to, record.generation, record, 0);
  }

  #address(reply: AnswerRecord, record: RequestRecord): void {
    reply.call = idOf(record);
    reply.from = record.to;
    reply.context = record.context;
  }

  #handOver(reply: AnswerRecord, caller: NodeId): void {
    this.nodes[caller]!.onReply(reply);
    this.pool.freeAnswer(reply);
  }
}

function idOf(record: RequestRecord): CallId {
  return record.generation * CALLS_PER_GENERATION + record.index;
}
