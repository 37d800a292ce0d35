import type { CallId, Key, NodeId, OperationId, Payload } from '../../core/ids.js';
import type { Status } from '../../core/status.js';
import type { Environment } from '../../environment/environment.js';
import type { Answer } from '../../environment/reply.js';
import type { Request } from '../../environment/request.js';
import { type EnvironmentParts, KernelEnvironment } from '../kernel-environment.js';
import type { AnswerRecord, RequestRecord } from './records.js';
import type { Transport } from './transport.js';

/** What one instance sees of the simulated world. */
export class VirtualEnvironment extends KernelEnvironment implements Environment {
  constructor(
    parts: EnvironmentParts,
    private readonly transport: Transport,
  ) {
    super(parts);
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
}
