import type { Key, OperationId } from '../../../core/ids.js';
import type { Bytes } from '../../../core/time.js';
import type { Reply } from '../../../environment/reply.js';
import type { Compiled } from '../../../language/expression/compile.js';
import type { CallTerms } from '../../../protocols/outbound/call-policy.js';
import type { Outbound } from '../../../protocols/outbound/outbound.js';
import type { RequestAmount } from '../../../protocols/station/request-amount.js';
import { RequestVariables } from '../../../protocols/station/request-variables.js';
import type { ServiceJob } from './service-job.js';

/** One place in the program from which a target is called. */
export class CallSite {
  readonly #variables = new RequestVariables();

  constructor(
    readonly outbound: Outbound,
    readonly terms: CallTerms,
    /** -1 passes on the operation of the job's request. */
    readonly operation: OperationId,
    readonly key: Compiled | null,
    readonly size: RequestAmount | null,
    readonly keyCount: number,
  ) {}

  /** False where nothing could be sent. */
  send(job: ServiceJob): boolean {
    const request = job.request!;
    const size = this.size === null ? request.size : this.size.sample(request, job.bound);
    return this.sendSized(job, size);
  }

  sendSized(job: ServiceJob, size: Bytes): boolean {
    return this.outbound.send(job, this.terms, this.#operationFor(job), this.#keyFor(job), size, job.answerVersion);
  }

  /** True when all replies are there. */
  received(job: ServiceJob, reply: Reply): boolean {
    return this.outbound.received(job, reply);
  }

  tell(job: ServiceJob, size: Bytes, version: number): void {
    this.outbound.tell(job, this.#operationFor(job), this.#keyFor(job), size, version);
  }

  #operationFor(job: ServiceJob): OperationId {
    return this.operation >= 0 ? this.operation : job.request!.operation;
  }

  #keyFor(job: ServiceJob): Key {
    if (this.key === null) return job.request!.key;
    this.#variables.fill(job.request!, job.bound);
    const key = Math.floor(this.key.evaluate(this.#variables)) % this.keyCount;
    if (key >= 0) return key;
    return key < 0 ? key + this.keyCount : 0;
  }
}
