import type { Payload } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import { WORK_DONE } from './processor.js';
import { TimedProcessor } from './timed-processor.js';

/** As many cores as there is work: nothing waits, only the host's speed matters. */
export class DelayProcessor extends TimedProcessor {
  work(amount: Nanoseconds, code: number, payload: Payload): number {
    const stretched = this.speed === 1 ? amount : Math.round(amount / this.speed);
    return this.kernel.schedule(this.kernel.now + stretched, WORK_DONE, this.owner, code, payload, stretched);
  }

  finished(): void {}

  cancel(slot: number): void {
    this.kernel.drop(slot);
  }
}
