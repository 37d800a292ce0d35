import type { Recorded } from '../arrivals/arrivals.js';
import type { KeyPicker } from '../keys/keys.js';
import type { Trace } from '../traces/trace.js';
import type { Draft, RequestSource } from './draft.js';
import type { Mix } from './mix.js';
import type { Operations } from './operations.js';
import type { Users } from './users.js';

/** Requests as a trace has them; what its format does not record is made up as for any other workload. */
export class RecordedRequests implements RequestSource {
  readonly #recorded: Recorded;
  readonly #trace: Trace;
  /** Places of operations by the trace's methods. */
  readonly #operationOf: Int32Array;
  readonly #operations: Operations;
  readonly #mix: Mix;
  readonly #keys: KeyPicker;
  readonly #users: Users;

  constructor(
    recorded: Recorded,
    operationOf: (method: string) => string,
    operations: Operations,
    mix: Mix,
    keys: KeyPicker,
    users: Users,
  ) {
    this.#recorded = recorded;
    this.#trace = recorded.trace;
    this.#operationOf = Int32Array.from(recorded.trace.methodNames, (method) => operations.place(operationOf(method)));
    this.#operations = operations;
    this.#mix = mix;
    this.#keys = keys;
    this.#users = users;
  }

  fill(draft: Draft): void {
    const { methods, keys, users } = this.#trace;
    const row = this.#recorded.row;
    const place = methods === null ? this.#mix.next() : this.#operationOf[methods[row]!]!;
    const writing = this.#operations.writing[place] === 1;
    draft.operation = place;
    draft.key = keys === null ? this.#keys.next(writing) : this.#recorded.keys[keys[row]!]!;
    draft.session = users === null ? this.#users.next() : users[row]! + 1;
    this.#fillSizes(draft, row, writing);
  }

  /** What the answer weighed says nothing about the request; what an object weighs goes one way or the other. */
  #fillSizes(draft: Draft, row: number, writing: boolean): void {
    const { sizes, sizesAre } = this.#trace;
    draft.wants = sizes === null ? 0 : sizes[row]!;
    draft.size = writing && sizesAre === 'object' && sizes !== null ? sizes[row]! : this.#operations.sizeOf(draft.operation);
  }
}
