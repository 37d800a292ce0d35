import { assert } from '../../core/assert.js';
import type { OperationId } from '../../core/ids.js';
import { isSuccess } from '../../core/status.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Environment } from '../../environment/environment.js';
import type { Pool } from '../../environment/pool.js';
import type { Reply } from '../../environment/reply.js';
import type { Counter } from '../../metrics/counter.js';
import { CHECKS_FAILED, type TargetHealth } from './target-health.js';

export interface HealthCheckTimes {
  readonly interval: Nanoseconds;
  readonly timeout: Nanoseconds;
  readonly fall: number;
  readonly rise: number;
}

/** What the checks of one target have shown; also the context of its calls and the payload of its timer. */
export class Probe {
  sentAt: Nanoseconds = 0;
  down = false;
  /** How many checks in a row have said the opposite of what is believed. */
  against = 0;

  constructor(readonly target: number) {}
}

/** Asks each target at each interval whether it is there: `fall` failures in a row take it out, `rise` answers bring it back. */
export class HealthChecks {
  readonly #environment: Environment;
  readonly #pool: Pool;
  readonly #health: TargetHealth;
  readonly #times: HealthCheckTimes;
  readonly #operation: OperationId;
  readonly #timerCode: number;
  readonly #probes: readonly Probe[];
  readonly #made: Counter;
  readonly #failed: Counter;

  /** `timerCode` is what the node passes on to `due`. */
  constructor(
    environment: Environment,
    pool: Pool,
    watched: readonly number[],
    health: TargetHealth,
    times: HealthCheckTimes,
    operation: OperationId,
    timerCode: number,
  ) {
    assert(operation >= 0, 'nobody knows how to be asked for health');
    this.#environment = environment;
    this.#pool = pool;
    this.#health = health;
    this.#times = times;
    this.#operation = operation;
    this.#timerCode = timerCode;
    this.#probes = watched.map((target) => new Probe(target));
    this.#made = environment.recorder.counter('checks');
    this.#failed = environment.recorder.counter('checks-failed');
  }

  /** All targets are believed to be up. Their first checks are spread over one interval, and so are all that follow. */
  start(): void {
    const now = this.#environment.now();
    for (const [index, probe] of this.#probes.entries()) {
      const at = now + Math.floor((this.#times.interval * (index + 1)) / this.#probes.length);
      this.#environment.setTimer(at, this.#timerCode, probe);
    }
  }

  /** It is time to ask. */
  due(probe: Probe): void {
    const now = this.#environment.now();
    const request = this.#environment.request(this.#pool.instances[probe.target]!, this.#operation, 0);
    request.due = now;
    request.deadline = now + this.#times.timeout;
    probe.sentAt = now;
    this.#made.add(1);
    this.#environment.call(request, probe);
  }

  /** What came back of a check. The next one is made an interval after it was. */
  received(probe: Probe, reply: Reply): void {
    const ok = isSuccess(reply.status);
    if (!ok) this.#failed.add(1);
    this.#count(probe, ok);
    this.#environment.setTimer(probe.sentAt + this.#times.interval, this.#timerCode, probe);
  }

  #count(probe: Probe, ok: boolean): void {
    const { fall, rise } = this.#times;
    if (ok !== probe.down) {
      probe.against = 0;
      return;
    }
    if (++probe.against < (probe.down ? rise : fall)) return;
    probe.against = 0;
    probe.down = !probe.down;
    if (probe.down) this.#health.leaveOut(probe.target, CHECKS_FAILED);
    else this.#health.takeBack(probe.target, CHECKS_FAILED);
  }
}
