import { assert } from '../../core/assert.js';
import type { CallId, Key, NodeId, OperationId, Payload, TimerId } from '../../core/ids.js';
import type { Status } from '../../core/status.js';
import type { Nanoseconds } from '../../core/time.js';
import { ZERO } from '../../core/zero.js';
import type { Environment } from '../../environment/environment.js';
import type { Answer } from '../../environment/reply.js';
import type { Request } from '../../environment/request.js';
import type { Recorder } from '../../metrics/recorder.js';
import { createStream } from '../../random/alea.js';
import type { RandomStream } from '../../random/stream.js';
import { TIMER } from '../events.js';
import type { Kernel } from '../kernel.js';
import type { Processor } from '../processors/processor.js';
import type { AnswerRecord, RequestRecord } from './records.js';
import type { Transport } from './transport.js';
import type { Host } from '../host.js';

/** What one instance sees of the simulated world. It outlives the instance's restarts, and so do its random streams. */
export class VirtualEnvironment implements Environment {
  worked: Nanoseconds = ZERO;
  readonly #streams = new Map<string, RandomStream>();

  constructor(
    readonly self: NodeId,
    readonly recorder: Recorder,
    readonly processor: Processor,
    private readonly name: string,
    private readonly seed: number,
    private readonly kernel: Kernel,
    private readonly transport: Transport,
    private readonly host: Host,
  ) {}

  stream(purpose: string): RandomStream {
    let stream = this.#streams.get(purpose);
    if (stream === undefined) {
      stream = createStream(this.seed, 'node', this.name, purpose);
      this.#streams.set(purpose, stream);
    }
    return stream;
  }

  now(): Nanoseconds {
    return this.kernel.now;
  }

  wallTime(): Nanoseconds {
    return this.kernel.now + this.host.clockOffset + Math.round(this.kernel.now * this.host.clockDrift);
  }

  request(to: NodeId, operation: OperationId, key: Key): Request {
    return this.transport.pool.request(this.self, to, operation, key);
  }

  call(request: Request, context: Payload): CallId {
    return this.transport.call(request as RequestRecord, context);
  }

  cancel(call: CallId): void {
    this.transport.cancel(this.self, call);
  }

  tell(request: Request): void {
    this.transport.tell(request as RequestRecord);
  }

  answer(): Answer {
    return this.transport.pool.answer();
  }

  respond(request: Request, status: Status, answer: Answer | null): void {
    this.transport.respond(request as RequestRecord, status, answer as AnswerRecord | null);
  }

  work(amount: Nanoseconds, code: number, payload: Payload): TimerId {
    return this.kernel.idOf(this.processor.work(amount, code, payload));
  }

  setTimer(at: Nanoseconds, code: number, payload: Payload): TimerId {
    // A host that was paused catches up on a schedule that has gone on without it.
    const from = at < this.kernel.now ? this.kernel.now : at;
    return this.kernel.idOf(this.kernel.schedule(from, TIMER, this.self, code, payload, 0));
  }

  cancelTimer(id: TimerId): void {
    const slot = this.kernel.slotOf(id);
    if (slot < 0) return;
    assert(this.kernel.targetOf(slot) === this.self, 'a node took back the timer of another');
    if (this.kernel.kindOf(slot) === TIMER) this.kernel.drop(slot);
    else this.processor.cancel(slot);
  }
}
