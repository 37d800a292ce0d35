import type { Hop } from '../../metrics/measurements.js';
import type { AnswerRecord, RequestRecord } from './records.js';

type OpenHop = { -readonly [Field in keyof Hop]: Hop[Field] };

/** Writes down every hop of the one request that was asked for. */
export class Tracer {
  readonly hops: OpenHop[] = [];

  sent(record: RequestRecord, now: number): void {
    record.hop = this.hops.length;
    this.hops.push({
      from: record.caller,
      to: record.to,
      operation: record.operation,
      sentAt: now,
      arrivedAt: Number.NaN,
      answeredAt: Number.NaN,
      returnedAt: Number.NaN,
      status: 0,
      waiting: 0,
      service: 0,
      network: 0,
    });
  }

  arrived(record: RequestRecord, now: number): void {
    this.hops[record.hop]!.arrivedAt = now;
  }

  answered(record: RequestRecord, status: number, now: number): void {
    const hop = this.hops[record.hop]!;
    hop.answeredAt = now;
    // Where the caller gave up before, what it saw is what counts.
    if (Number.isNaN(hop.returnedAt)) hop.status = status;
  }

  returned(record: RequestRecord, reply: AnswerRecord, now: number): void {
    const hop = this.hops[record.hop]!;
    hop.returnedAt = now;
    hop.status = reply.status;
    hop.waiting = reply.waiting;
    hop.service = reply.service;
    hop.network = reply.network;
  }
}
