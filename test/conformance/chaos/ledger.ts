import type { CallId, NodeId, TimerId } from '../../../src/core/ids.js';
import { InvariantError } from '../../../src/core/assert.js';
import type { Nanoseconds } from '../../../src/core/time.js';

/** What a chaotic node has open: calls that it made, timers and work that it set. */
export class Ledger {
  readonly calls = new Map<CallId, Nanoseconds>();
  readonly timers = new Set<TimerId>();
  /** The last ids that are over: using them again must harm nothing. */
  readonly callsOver: CallId[] = [];
  readonly timersOver: TimerId[] = [];

  constructor(private readonly owner: NodeId) {}

  called(call: CallId, deadline: Nanoseconds): void {
    this.#must(!this.calls.has(call), `call ${call} was made twice`);
    this.calls.set(call, deadline);
  }

  replied(call: CallId, status: number, now: Nanoseconds): void {
    const deadline = this.calls.get(call);
    this.#must(deadline !== undefined, `call ${call} brought a reply that nobody waits for`);
    this.#must([200, 0, 1, 504].includes(status), `call ${call} ended with ${status}`);
    if (status === 504) this.#must(now >= deadline!, `call ${call} ended at ${now}, before its deadline ${deadline}`);
    this.cancelled(call);
  }

  cancelled(call: CallId): void {
    this.calls.delete(call);
    keepLast(this.callsOver, call);
  }

  set(timer: TimerId): void {
    this.#must(!this.timers.has(timer), `timer ${timer} was set twice`);
    this.timers.add(timer);
  }

  came(timer: TimerId): void {
    this.#must(this.timers.has(timer), `timer ${timer} came, which was not set, came before or was taken back`);
    this.takenBack(timer);
  }

  takenBack(timer: TimerId): void {
    this.timers.delete(timer);
    keepLast(this.timersOver, timer);
  }

  #must(holds: boolean, message: string): void {
    if (!holds) throw new InvariantError(`node ${this.owner}: ${message}`);
  }
}

function keepLast(ids: number[], id: number): void {
  ids.push(id);
  if (ids.length > 20) ids.shift();
}
