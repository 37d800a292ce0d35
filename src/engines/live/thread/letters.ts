import type { Nanoseconds } from '../../../core/time.js';
import type { Model } from '../../../environment/model.js';
import type { WireAnswer, WireRequest } from '../wire/wire.js';
import type { LiveKeys } from './live-keys.js';
import { LiveAnswer, LiveRequest } from './records.js';

/** Whoever is not an instance of the scenario: curl, a browser. */
export const STRANGER = -1;

/** Puts requests and answers into the words of the wire, and reads them again: there are names there, and no instants. */
export class Letters {
  readonly #instances: Map<string, number>;
  readonly #operations: Map<string, number>;

  constructor(
    private readonly model: Model,
    private readonly keys: LiveKeys,
    /** When the run began, on the machine's clock. */
    private readonly origin: () => Nanoseconds,
  ) {
    this.#instances = new Map(model.instances.map(({ name }, id) => [name, id]));
    this.#operations = new Map(model.operations.map((name, id) => [name, id]));
  }

  write(record: LiveRequest, now: Nanoseconds): WireRequest {
    return {
      to: this.model.instances[record.to]!.name,
      caller: this.model.instances[record.caller]!.name,
      operation: this.model.operations[record.operation]!,
      key: this.keys.text(record.key),
      size: record.size,
      version: record.version,
      left: Math.max(0, record.deadline - now),
      age: Math.max(0, now - record.due),
      attempt: record.attempt,
      session: record.session,
      priority: record.priority,
      token: record.token,
      trace: record.trace,
      wants: record.wants,
      body: record.body,
      oneWay: record.told,
    };
  }

  /** null where there is no such instance, or nobody knows the operation. */
  read(wire: WireRequest, id: number, to: number, now: Nanoseconds): LiveRequest | null {
    const receiver = wire.to === '' ? to : this.#instances.get(wire.to);
    const operation = this.#operations.get(wire.operation);
    if (receiver === undefined || operation === undefined) return null;
    const caller = wire.caller === '' ? STRANGER : (this.#instances.get(wire.caller) ?? STRANGER);
    const record = new LiveRequest(id, caller, receiver, operation, this.keys.number(wire.key));
    record.size = wire.size;
    record.version = wire.version;
    record.deadline = now + wire.left;
    record.due = now - wire.age;
    record.attempt = wire.attempt;
    record.session = wire.session;
    record.priority = wire.priority;
    record.token = wire.token;
    record.trace = wire.trace;
    record.wants = wire.wants;
    record.body = wire.body;
    record.told = wire.oneWay;
    record.abandoned = wire.oneWay;
    return record;
  }

  writeAnswer(record: LiveRequest, answer: LiveAnswer, now: Nanoseconds): WireAnswer {
    const { status, size, version, body, waiting, service, network } = answer;
    const { stayed } = answer;
    const plain = { status, size, version, body, waiting: waiting + record.held, service, network, stayed };
    if (record.trace === 0) return plain;
    return { ...plain, arrivedAt: record.arrivedAt + this.origin(), answeredAt: now + this.origin() };
  }

  readAnswer(wire: WireAnswer): LiveAnswer {
    const answer = new LiveAnswer();
    answer.status = wire.status;
    answer.size = wire.size;
    answer.version = wire.version;
    answer.body = wire.body;
    answer.waiting = wire.waiting;
    answer.service = wire.service;
    answer.network = wire.network;
    answer.stayed = wire.stayed;
    return answer;
  }

  /** An instant that came over the wire, as one of this run. */
  instant(at: Nanoseconds | undefined): Nanoseconds {
    return at === undefined ? Number.NaN : at - this.origin();
  }
}
