import type { HostId, NodeId } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import type { Action } from '../environment/world.js';
import type { HostModel } from '../environment/model.js';
import type { PresentEvent } from './kernel.js';

export const UP = 0;
export const PAUSED = 1;
export const DOWN = 2;

/** An event that came while its host was paused. */
export interface HeldEvent extends PresentEvent {
  /** The kernel's id under which it can still be taken back; 0 for what cannot. */
  readonly id: number;
}

/** An instance and all that is inside it, as far as it can crash, pause and have a wrong clock. */
export class Host {
  state: typeof UP | typeof PAUSED | typeof DOWN = UP;
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
  ) {}

  get instances(): readonly NodeId[] {
    return this.model.instances;
  }

  get refusesWhenDown(): boolean {
    return this.model.whenDown === 'refuse';
  }
}
