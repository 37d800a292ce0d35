import type { Pool } from '../../environment/pool.js';
import type { Level } from '../../metrics/level.js';
import type { Recorder } from '../../metrics/recorder.js';

/** Why a target is left out; it comes back when there is no reason any more. */
export const CHECKS_FAILED = 1;
export const EJECTED = 2;
export const UNLISTED = 4;

/** Brings together what is known of the targets, and says who may be picked. */
export class TargetHealth {
  readonly #pool: Pool;
  /** All of which anything can be known. */
  readonly #watched: readonly number[];
  readonly #panicBelow: number;
  /** By target, the reasons why it is left out. */
  readonly #reasons: Uint8Array;
  readonly #healthy: Level;
  readonly #targets: Level;

  /** Where less than `panicBelow` of the targets are healthy, health is ignored. */
  constructor(pool: Pool, watched: readonly number[], panicBelow: number, recorder: Recorder) {
    this.#pool = pool;
    this.#watched = watched;
    this.#panicBelow = panicBelow;
    this.#reasons = new Uint8Array(pool.instances.length);
    this.#healthy = recorder.level('healthy');
    this.#targets = recorder.level('targets');
  }

  start(): void {
    this.#targets.set(this.#watched.length);
    this.#settle();
  }

  leaveOut(target: number, reason: number): void {
    this.#reasons[target]! |= reason;
    this.#settle();
  }

  takeBack(target: number, reason: number): void {
    this.#reasons[target]! &= ~reason;
    this.#settle();
  }

  #settle(): void {
    const healthy = this.#watched.reduce((count, target) => (this.#reasons[target] === 0 ? count + 1 : count), 0);
    const panic = healthy < this.#panicBelow * this.#watched.length;
    this.#healthy.set(healthy);
    for (const target of this.#watched) {
      if (panic || this.#reasons[target] === 0) this.#pool.include(target);
      else this.#pool.exclude(target);
    }
  }
}
