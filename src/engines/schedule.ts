import type { Action, World } from '../environment/world.js';
import type { ActionModel, Model } from '../environment/model.js';
import { ACTION_BEGINS, ACTION_ENDS } from './events.js';
import type { Nanoseconds } from '../core/time.js';
import type { Kernel } from './kernel.js';

/** When faults and changes begin and end. */
export class Schedule {
  constructor(
    private readonly model: Model,
    private readonly actions: readonly Action[],
    private readonly world: World,
    private readonly kernel: Kernel,
  ) {}

  /** A fault precedes all else that happens at its instant, each time it comes. What began before `since` is none of ours. */
  plan(since: Nanoseconds = 0): void {
    for (const [index, { at, every }] of this.model.actions.entries()) {
      const missed = at >= since || every === null ? 0 : Math.ceil((since - at) / every);
      if (at >= since || missed > 0) this.#plan(index, at + missed * (every ?? 0));
    }
  }

  begin(index: number): void {
    const action = this.#action(index);
    if (action.every !== null) this.#plan(index, this.kernel.now + action.every);
    this.actions[index]!.begin(this.world, action);
  }

  end(index: number): void {
    this.actions[index]!.end(this.world, this.#action(index));
  }

  #plan(index: number, at: number): void {
    if (at >= this.model.duration) return;
    const lasts = this.#action(index).for;
    this.kernel.scheduleFirst(at, ACTION_BEGINS, index);
    if (Number.isFinite(lasts)) this.kernel.scheduleFirst(at + lasts, ACTION_ENDS, index);
  }

  #action(index: number): ActionModel {
    return this.model.actions[index]!;
  }
}
