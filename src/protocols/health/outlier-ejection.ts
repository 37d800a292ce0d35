import type { Status } from '../../core/status.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Environment } from '../../environment/environment.js';
import type { Counter } from '../../metrics/counter.js';
import { EJECTED, type TargetHealth } from './target-health.js';

export interface EjectionRules {
  /** So many failures in a row eject a target. */
  readonly consecutive: number;
  /** For how long, times how often it has been ejected. */
  readonly base: Nanoseconds;
  readonly longest: Nanoseconds;
  /** Of all targets, how many may be ejected at once; one always may. */
  readonly most: number;
  /** After each such time without an ejection, one is forgotten. */
  readonly forgets: Nanoseconds;
}

/** What the answers of one target have shown; also the payload of its timer. */
export class Suspect {
  failures = 0;
  ejected = false;
  /** How many of its ejections are remembered. */
  times = 0;
  returnedAt: Nanoseconds = 0;

  constructor(readonly target: number) {}
}

/** Looks at what comes back anyway: who fails several times in a row is left out for a while, longer each time. */
export class OutlierEjection {
  readonly #environment: Environment;
  readonly #health: TargetHealth;
  readonly #rules: EjectionRules;
  readonly #timerCode: number;
  readonly #suspects: readonly Suspect[];
  readonly #watched: number;
  readonly #ejections: Counter;
  #ejected = 0;

  /** `timerCode` is what the node passes on to `over`. `targets` is how many there are, `watched` how many of them are called. */
  constructor(
    environment: Environment,
    health: TargetHealth,
    rules: EjectionRules,
    targets: number,
    watched: number,
    timerCode: number,
  ) {
    this.#environment = environment;
    this.#health = health;
    this.#rules = rules;
    this.#timerCode = timerCode;
    this.#suspects = Array.from({ length: targets }, (_, target) => new Suspect(target));
    this.#watched = watched;
    this.#ejections = environment.recorder.counter('ejections');
  }

  /** A call to a target is over. */
  observe(target: number, status: Status): void {
    const suspect = this.#suspects[target]!;
    if (!isFailure(status)) {
      suspect.failures = 0;
      return;
    }
    if (suspect.ejected || ++suspect.failures < this.#rules.consecutive) return;
    if (this.#ejected > 0 && this.#ejected + 1 > this.#rules.most * this.#watched) return;
    this.#eject(suspect);
  }

  /** Its time is over. */
  over(suspect: Suspect): void {
    suspect.ejected = false;
    suspect.failures = 0;
    suspect.returnedAt = this.#environment.now();
    this.#ejected--;
    this.#health.takeBack(suspect.target, EJECTED);
  }

  #eject(suspect: Suspect): void {
    const { base, longest, forgets } = this.#rules;
    const now = this.#environment.now();
    const forgotten = Math.floor((now - suspect.returnedAt) / forgets);
    suspect.times = Math.max(0, suspect.times - forgotten) + 1;
    suspect.ejected = true;
    this.#ejected++;
    this.#ejections.add(1);
    this.#health.leaveOut(suspect.target, EJECTED);
    this.#environment.setTimer(now + Math.min(longest, base * suspect.times), this.#timerCode, suspect);
  }
}

/** Answers that say that the server is at fault, and no answer at all. */
function isFailure(status: Status): boolean {
  return status < 100 || status >= 500;
}
