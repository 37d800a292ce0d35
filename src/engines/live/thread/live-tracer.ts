import type { Nanoseconds } from '../../../core/time.js';
import type { Hop } from '../../../metrics/measurements.js';
import type { WireAnswer } from '../wire/wire.js';
import type { Letters } from './letters.js';
import type { LiveAnswer, LiveRequest } from './records.js';

type OpenHop = { -readonly [Field in keyof Hop]: Hop[Field] };

/** Writes down every hop of the one request that was asked for, at whoever sends it. */
export class LiveTracer {
  readonly hops: OpenHop[] = [];

  constructor(private readonly letters: Letters) {}

  sent(record: LiveRequest, now: Nanoseconds): void {
    record.hop = this.hops.length;
    const { caller: from, to, operation } = record;
    const unknown = { arrivedAt: Number.NaN, answeredAt: Number.NaN, returnedAt: Number.NaN };
    this.hops.push({ from, to, operation, sentAt: now, ...unknown, status: 0, waiting: 0, service: 0, network: 0 });
  }

  arrived(record: LiveRequest, now: Nanoseconds): void {
    this.hops[record.hop]!.arrivedAt = now;
  }

  answered(record: LiveRequest, now: Nanoseconds): void {
    this.hops[record.hop]!.answeredAt = now;
  }

  /** What a receiver elsewhere says of it. */
  wasWithReceiver(record: LiveRequest, answer: WireAnswer): void {
    const hop = this.hops[record.hop]!;
    hop.arrivedAt = this.letters.instant(answer.arrivedAt);
    hop.answeredAt = this.letters.instant(answer.answeredAt);
  }

  returned(record: LiveRequest, answer: LiveAnswer, now: Nanoseconds): void {
    const hop = this.hops[record.hop]!;
    hop.returnedAt = now;
    hop.status = answer.status;
    hop.waiting = answer.waiting;
    hop.service = answer.service;
    hop.network = answer.network;
  }
}
