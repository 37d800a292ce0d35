import type { CallId, Key, NodeId, OperationId, Payload } from '../../../core/ids.js';
import type { Status } from '../../../core/status.js';
import type { Environment } from '../../../environment/environment.js';
import type { Answer } from '../../../environment/reply.js';
import type { Request } from '../../../environment/request.js';
import type { SegmentedHistogram } from '../../../metrics/segmented-histogram.js';
import { LAG } from '../../../metrics/summarize-machine.js';
import { type EnvironmentParts, KernelEnvironment } from '../../kernel-environment.js';
import { LiveAnswer, type LiveRequest } from './records.js';
import type { LiveTransport } from './transport.js';

/** What one instance sees of the real world. */
export class LiveEnvironment extends KernelEnvironment implements Environment {
  /** How much later than due requests leave, of who sends them on its own account; null for who does so for others. */
  readonly #lag: SegmentedHistogram | null;

  constructor(
    parts: EnvironmentParts,
    private readonly transport: LiveTransport,
    begins: boolean,
  ) {
    super(parts);
    this.#lag = begins ? parts.recorder.histogram(LAG) : null;
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
}
