import { performance } from 'node:perf_hooks';
import { assert } from '../../../core/assert.js';
import { answerable, DEADLINE_PASSED, NOT_FOUND, type Status, UNREACHABLE } from '../../../core/status.js';
import { MILLISECOND, SECOND } from '../../../core/time.js';
import type { Environment } from '../../../environment/environment.js';
import type { Request } from '../../../environment/request.js';
import { stationConfig, type StationFields } from '../../../protocols/station/station-fields.js';
import { StationNode } from '../../../protocols/station/station-node.js';
import type { BackendNode, Outside } from './backend.js';
import { Errand, ErrandJob } from './errand.js';
import { type FailureCounts, Failures } from './failures.js';

/** A server that says nothing for so long is given up: its connection is there, it is not. */
const SILENCE = 5 * SECOND;
/** How often it is looked whether a command has been under way for too long. */
const LOOK = 250;

/** What a command brought, or why it brought nothing. */
type Outcome<Result> = { readonly result: Result } | { readonly status: Status; readonly reason: unknown };

/**
 * A node whose data are in a server. The station in front of it, the answers and the counts are those of every other node;
 * instead of holding a worker for a service time, a request holds it until the server has answered.
 *
 * A server that cannot be reached answers 502, as a gateway does, and one that stays silent 504.
 */
export abstract class ServerNode<Result> extends StationNode<ErrandJob> implements BackendNode {
  readonly #failures = new Failures();
  abstract readonly ready: Promise<void>;
  readonly #outside: Outside;
  /** In the order in which they were sent. */
  readonly #underWay = new Set<Errand>();
  #isReady = false;
  #looking = false;

  constructor(fields: StationFields, environment: Environment, outside: Outside) {
    super(environment, stationConfig(fields), fields['abandoned-work']);
    this.#outside = outside;
  }

  override onReply(): void {
    assert(false, 'a node with a server behind it calls nobody');
  }

  override onTimer(): void {
    assert(false, 'a node with a server behind it sets no timer');
  }

  /** For kinds that outlive their host's crash: what was in progress is gone, and what comes back for it is nobody's. */
  onHostCrash(): void {
    this.#forgetAll();
  }

  get failures(): FailureCounts {
    return this.#failures.counts;
  }

  async close(): Promise<void> {
    this.#forgetAll();
    await this.disconnect();
  }

  protected complain(error: unknown): void {
    this.#failures.add(error);
  }

  protected abstract disconnect(): Promise<void>;
  /** Reads all that it needs of the request at once: it may be over before the command is sent. Null for an operation that it does not know. */
  protected abstract command(request: Request): (() => Promise<Result>) | null;
  /** Finishes the job with what its command brought. */
  protected abstract conclude(job: ErrandJob, result: Result): void;

  protected override createJob(): ErrandJob {
    return new ErrandJob();
  }

  protected override begin(job: ErrandJob): void {
    const command = this.command(job.request!);
    if (command === null) {
      this.finish(job, NOT_FOUND, 0, 0);
      return;
    }
    job.workedFrom = this.environment.now();
    const errand = new Errand(job, performance.now() * MILLISECOND);
    this.#underWay.add(errand);
    this.#lookLater();
    void this.#carryOut(errand, command);
  }

  /** The server goes on with the command; what it brings is nobody's. */
  protected override stop(job: ErrandJob): void {
    const { errand } = job;
    if (errand === null) return;
    errand.end();
    this.#underWay.delete(errand);
  }

  async #carryOut(errand: Errand, command: () => Promise<Result>): Promise<void> {
    this.#cameBack(errand, await this.#outcome(command));
  }

  async #outcome(command: () => Promise<Result>): Promise<Outcome<Result>> {
    try {
      if (!this.#isReady) {
        await this.ready;
        this.#isReady = true;
      }
      return { result: await command() };
    } catch (error) {
      return { status: answerable(UNREACHABLE), reason: error };
    }
  }

  #cameBack(errand: Errand, outcome: Outcome<Result>): void {
    this.#underWay.delete(errand);
    // The engine may keep the action for a while, so that it has to be asked again there.
    if (errand.job === null) return;
    if ('reason' in outcome) this.#failures.add(outcome.reason);
    this.#outside.enter(() => {
      const job = errand.end();
      if (job === null) return;
      job.service += this.environment.now() - job.workedFrom;
      if ('result' in outcome) this.conclude(job, outcome.result);
      else this.finish(job, outcome.status, 0, 0);
    });
  }

  #lookLater(): void {
    if (this.#looking || this.#underWay.size === 0) return;
    this.#looking = true;
    const look = setTimeout(() => {
      this.#looking = false;
      this.#giveUpOnSilent();
      this.#lookLater();
    }, LOOK);
    look.unref();
  }

  #giveUpOnSilent(): void {
    const latest = performance.now() * MILLISECOND - SILENCE;
    for (const errand of this.#underWay) {
      if (errand.sentAt > latest) return;
      this.#cameBack(errand, { status: DEADLINE_PASSED, reason: new Error(`no answer within ${SILENCE / SECOND} s`) });
    }
  }

  #forgetAll(): void {
    for (const errand of this.#underWay) errand.end();
    this.#underWay.clear();
  }
}
