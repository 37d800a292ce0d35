import { assert } from '../../core/assert.js';
import type { NodeId } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Environment } from '../../environment/environment.js';
import type { Pool } from '../../environment/pool.js';
import { TargetSet } from '../../policies/balancing/target-set.js';
import type { RandomStream } from '../../random/stream.js';

/** Who may be picked: of those that are up, those that are preferred, and those that are warm. */
export class Candidates implements Pool {
  readonly targets: TargetSet;
  /** Whether chance has a part in it, so that `draw` is called before each pick. */
  drawn = false;
  readonly #environment: Environment;
  readonly #purpose: string;
  /** 1 for who is never picked. */
  readonly #barred: Uint8Array;
  readonly #preferred: Uint8Array;
  #overprovisioning = 0;
  #warmUp: Nanoseconds = 0;
  /** When each came back; -Infinity for who is warm. */
  readonly #since: Float64Array;
  #stream: RandomStream | null = null;
  readonly #lowest: NodeId;
  /** Target by NodeId, counted from the lowest. */
  readonly #numbers: Int32Array;

  /** `purpose` names the stream of random numbers, which is opened only where chance can have a part. */
  constructor(
    readonly instances: readonly NodeId[],
    environment: Environment,
    purpose: string,
  ) {
    this.targets = new TargetSet(instances.length);
    this.#environment = environment;
    this.#purpose = purpose;
    this.#barred = new Uint8Array(instances.length);
    this.#preferred = new Uint8Array(instances.length);
    this.#since = new Float64Array(instances.length).fill(-Infinity);
    this.#lowest = Math.min(...instances);
    this.#numbers = new Int32Array(Math.max(...instances) - this.#lowest + 1);
    for (const [target, instance] of instances.entries()) this.#numbers[instance - this.#lowest] = target;
  }

  numberOf(instance: NodeId): number {
    return this.#numbers[instance - this.#lowest]!;
  }

  restrict(to: readonly number[]): void {
    this.#barred.fill(1);
    for (const target of to) this.#barred[target] = 0;
    for (const [target, barred] of this.#barred.entries()) if (barred === 1) this.targets.alive[target] = 0;
    this.#settle();
  }

  warmUp(over: Nanoseconds): void {
    this.#warmUp = over;
    this.#stream ??= this.#environment.stream(this.#purpose);
  }

  prefer(these: readonly number[], overprovisioning: number): void {
    for (const target of these) this.#preferred[target] = 1;
    this.#overprovisioning = overprovisioning;
    this.#stream ??= this.#environment.stream(this.#purpose);
    this.#settle();
  }

  exclude(target: number): void {
    this.targets.alive[target] = 0;
    this.#settle();
  }

  include(target: number): void {
    if (this.#barred[target] === 1 || this.targets.alive[target] === 1) return;
    this.targets.alive[target] = 1;
    if (this.#warmUp > 0) this.#since[target] = this.#environment.now();
    this.#settle();
  }

  /** Draws who may be picked this time. */
  draw(): void {
    assert(this.#stream !== null, 'candidates are drawn without a stream');
    this.#chooseZone(this.#stream);
    if (this.#warmUp > 0) this.#leaveOutTheCold(this.#stream);
    this.targets.refresh();
  }

  /** After a change. */
  #settle(): void {
    const { targets } = this;
    const share = this.#preferredShare();
    this.drawn = (share > 0 && share < 1) || this.#warming();
    for (let target = 0; target < targets.count; target++) this.targets.included[target] = this.#alive(target, share >= 1);
    targets.refresh();
  }

  /** What part of all requests goes to those that are preferred. */
  #preferredShare(): number {
    if (this.#overprovisioning === 0) return 0;
    let all = 0;
    let up = 0;
    let others = 0;
    for (let target = 0; target < this.targets.count; target++) {
      if (this.#barred[target] === 1) continue;
      const alive = this.targets.alive[target]!;
      if (this.#preferred[target] === 0) others += alive;
      else all++;
      if (this.#preferred[target] === 1) up += alive;
    }
    if (up === 0) return 0;
    return others === 0 ? 1 : Math.min(1, (this.#overprovisioning * up) / all);
  }

  #warming(): boolean {
    if (this.#warmUp === 0) return false;
    const cold = this.#environment.now() - this.#warmUp;
    return this.#since.some((since, target) => since > cold && this.targets.alive[target] === 1);
  }

  /** Of those that are up, all, or only those that are preferred. */
  #alive(target: number, preferredOnly: boolean): number {
    return preferredOnly && this.#preferred[target] === 0 ? 0 : this.targets.alive[target]!;
  }

  #chooseZone(stream: RandomStream): void {
    const { targets } = this;
    const share = this.#preferredShare();
    const own = share >= 1 || (share > 0 && stream.uniform() < share);
    for (let target = 0; target < targets.count; target++) {
      const other = share > 0 && !own && this.#preferred[target] === 1;
      targets.included[target] = other ? 0 : this.#alive(target, own);
    }
  }

  /** Each is there for as large a part of the requests as it is warm; where that would leave nobody, all stay. */
  #leaveOutTheCold(stream: RandomStream): void {
    const { included, count } = this.targets;
    const now = this.#environment.now();
    let cold = 0;
    let left = 0;
    for (let target = 0; target < count; target++) {
      if (included[target] === 0) continue;
      const warmth = (now - this.#since[target]!) / this.#warmUp;
      if (warmth < 1) cold++;
      if (warmth >= 1 || stream.uniform() < warmth) left++;
      else included[target] = LEFT_OUT;
    }
    for (let target = 0; target < count; target++) {
      if (included[target] === LEFT_OUT) included[target] = left === 0 ? 1 : 0;
    }
    if (cold === 0) this.#settleWarm();
  }

  /** All are warm by now, so that nothing is drawn for that any more. */
  #settleWarm(): void {
    this.#since.fill(-Infinity);
    const share = this.#preferredShare();
    this.drawn = share > 0 && share < 1;
  }
}

/** Marks in `included`, while it is drawn, who could have been picked. */
const LEFT_OUT = 2;
