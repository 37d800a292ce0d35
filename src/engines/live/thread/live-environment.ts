import { assert } from '../../../core/assert.js';
import type { CallId, Key, NodeId, OperationId, Payload, TimerId } from '../../../core/ids.js';
import type { Status } from '../../../core/status.js';
import type { Nanoseconds } from '../../../core/time.js';
import type { Environment } from '../../../environment/environment.js';
import type { Answer } from '../../../environment/reply.js';
import type { Request } from '../../../environment/request.js';
import type { Recorder } from '../../../metrics/recorder.js';
import type { SegmentedHistogram } from '../../../metrics/segmented-histogram.js';
import { LAG } from '../../../metrics/summarize-machine.js';
import { createStream } from '../../../random/alea.js';
import type { RandomStream } from '../../../random/stream.js';
import { TIMER } from '../../events.js';
import type { Host } from '../../host.js';
import type { Kernel } from '../../kernel.js';
import type { Processor } from '../../processors/processor.js';
import { LiveAnswer, type LiveRequest } from './records.js';
import type { LiveTransport } from './transport.js';

/** What one instance sees of the real world. It outlives the instance's restarts, and so do its random streams. */
export class LiveEnvironment implements Environment {
  worked: Nanoseconds = 0;
  /** How much later than due requests leave, of who sends them on its own account; null for who does so for others. */
  readonly #lag: SegmentedHistogram | null;
  readonly #streams = new Map<string, RandomStream>();

  constructor(
    readonly self: NodeId,
    readonly recorder: Recorder,
    readonly processor: Processor,
    private readonly name: string,
    private readonly seed: number,
    private readonly kernel: Kernel,
    private readonly transport: LiveTransport,
    private readonly host: Host,
    begins: boolean,
  ) {
    this.#lag = begins ? recorder.histogram(LAG) : null;
  }

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
    return this.transport.draft(this.self, to, operation, key);
  }

  call(request: Request, context: Payload): CallId {
    if (this.#lag !== null) this.#lag.record(Math.max(0, this.kernel.now - request.due));
    return this.transport.call(request as LiveRequest, context);
  }

  cancel(call: CallId): void {
    this.transport.cancel(this.self, call);
  }

  tell(request: Request): void {
    this.transport.tell(request as LiveRequest);
  }

  answer(): Answer {
    return new LiveAnswer();
  }

  respond(request: Request, status: Status, answer: Answer | null): void {
    this.transport.respond(request as LiveRequest, status, answer as LiveAnswer | null);
  }

  work(amount: Nanoseconds, code: number, payload: Payload): TimerId {
    return this.kernel.idOf(this.processor.work(amount, code, payload));
  }

  setTimer(at: Nanoseconds, code: number, payload: Payload): TimerId {
    // Time has gone on since whatever the node goes by.
    const from = Math.max(at, this.kernel.now);
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
