import type { HostId, NodeId } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import type { Action } from '../environment/world.js';
import type { HostModel } from '../environment/model.js';
import type { PresentEvent } from './kernel.js';

export const UP = 0;
export const PAUSED = 1;
export const DOWN = 2;
export type HostState = typeof UP | typeof PAUSED | typeof DOWN;

/** An event that came while its host was paused. */
export interface HeldEvent extends PresentEvent {
  /** The kernel's id under which it can still be taken back; 0 for what cannot. */
  readonly id: number;
}

/** How many hosts are not up at present: while there is none, nobody need look at any. */
export class Outages {
  count = 0;
}

/** An instance and all that is inside it, as far as it can crash, pause and have a wrong clock. */
export class Host {
  #state: HostState = UP;
  /** What arrived while it was paused, in order. */
  held: HeldEvent[] = [];
  /** What holds it at present. */
  readonly pausedBy = new Set<Action>();
  /** How many crashes have not been ended. */
  crashes = 0;
  /** What slows it at present, and to which fraction of its speed. */
  readonly slowedBy = new Map<Action, number>();
  /** Of its wall clock against true time. */
  clockOffset: Nanoseconds = 0;
  /** By how much its wall clock runs fast: 0.001 is a millisecond each second. */
  clockDrift = 0;

  constructor(
    readonly id: HostId,
    readonly model: HostModel,
    private readonly outages = new Outages(),
  ) {}

  get state(): HostState {
    return this.#state;
  }

  set state(state: HostState) {
    this.outages.count += (state === UP ? 0 : 1) - (this.#state === UP ? 0 : 1);
    this.#state = state;
  }

  get instances(): readonly NodeId[] {
    return this.model.instances;
  }

  get refusesWhenDown(): boolean {
    return this.model.whenDown === 'refuse';
  }
}
