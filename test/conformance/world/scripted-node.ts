import type { CallId, Payload, TimerId } from '../../../src/core/ids.js';
import { OK, type Status } from '../../../src/core/status.js';
import type { Nanoseconds } from '../../../src/core/time.js';
import type { Environment } from '../../../src/environment/environment.js';
import type { Node } from '../../../src/environment/node.js';
import type { Placement } from '../../../src/environment/placement.js';
import type { Answer, Reply } from '../../../src/environment/reply.js';
import type { Request } from '../../../src/environment/request.js';
import type { Behaviour } from './behaviour.js';
import type { Journal } from './journal.js';

/** What a call or tell may carry; the rest stays as the pool gave it. */
export type Carried = Partial<Omit<Request, 'caller' | 'to' | 'job'>>;

/** What a call is named by in the journal. */
interface Context {
  readonly name: string;
}

/** A node that writes down everything that happens to it, and does what its behaviour says. */
export class ScriptedNode implements Node {
  /** For the behaviour's own use; gone after a crash, as all memory is. */
  readonly kept = new Map<string, unknown>();
  readonly onCancel?: (request: Request) => void;
  readonly onHostCrash?: () => void;
  readonly check?: () => void;
  #running: string | null = null;

  constructor(
    readonly name: string,
    readonly life: number,
    readonly environment: Environment,
    readonly placement: Placement,
    private readonly behaviour: Behaviour,
    private readonly journal: Journal,
  ) {
    const { onCancel, onHostCrash, check } = behaviour;
    if (onCancel !== undefined) {
      this.onCancel = (request) =>
        this.#enter('cancelled', { key: request.key, job: request.job }, () => onCancel(this, request));
    }
    if (onHostCrash !== undefined) this.onHostCrash = () => this.#enter('host-crash', {}, () => onHostCrash(this));
    if (check !== undefined) this.check = () => this.#enter('check', {}, () => check(this));
    behaviour.onCreate?.(this);
  }

  onStart(): void {
    this.#enter('start', {}, () => this.behaviour.onStart?.(this));
  }

  onRequest(request: Request): void {
    const { caller, operation, key, size } = request;
    this.#enter('request', { caller, operation, key, size }, () => this.behaviour.onRequest?.(this, request));
  }

  onReply(reply: Reply): void {
    const { call, from, status, size, version, waiting, service, network } = reply;
    const { name } = reply.context as Context;
    const detail = { name, call, from, status, size, version, waiting, service, network };
    this.#enter('reply', detail, () => this.behaviour.onReply?.(this, reply));
  }

  onTimer(code: number, payload: Payload): void {
    const detail = { code, payload, worked: this.environment.worked };
    this.#enter('timer', detail, () => this.behaviour.onTimer?.(this, code, payload));
  }

  /** Calls a node by its name; the context of the reply carries `name`, by which the journal tells calls apart. */
  ask(to: string, name = 'call', carried: Carried = {}): CallId {
    const context: Context = { name };
    const call = this.environment.call(this.#draft(to, carried), context);
    this.note('asked', { name, call });
    return call;
  }

  tell(to: string, carried: Carried = {}): void {
    this.environment.tell(this.#draft(to, carried));
  }

  answer(request: Request, status: Status = OK, carried: Partial<Answer> = {}): void {
    const answer = Object.assign(this.environment.answer(), carried);
    this.note('answered', { key: request.key, status });
    this.environment.respond(request, status, answer);
  }

  /** `delay` from now. */
  timer(delay: Nanoseconds, code: number, payload: Payload = null): TimerId {
    return this.environment.setTimer(this.environment.now() + delay, code, payload);
  }

  note(event: string, detail: Readonly<Record<string, unknown>> = {}): void {
    this.journal.add({ ...detail, at: this.environment.now(), node: this.name, life: this.life, event });
  }

  #draft(to: string, carried: Carried): Request {
    const { operation = 0, key = 0, ...rest } = carried;
    const receiver = this.placement.model.instances.findIndex((instance) => instance.name === to);
    return Object.assign(this.environment.request(receiver, operation, key), rest);
  }

  /** Every call into a node ends before the next begins. */
  #enter(event: string, detail: Readonly<Record<string, unknown>>, run: () => void): void {
    if (this.#running !== null) throw new Error(`${this.name} was entered by ${event} during ${this.#running}`);
    this.#running = event;
    this.note(event, detail);
    run();
    this.#running = null;
  }
}
