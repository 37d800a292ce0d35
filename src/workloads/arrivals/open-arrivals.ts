import { type Nanoseconds, NEVER } from '../../core/time.js';
import type { Arrivals } from './arrivals.js';

/** An open loop: requests are due whether or not anybody was answered. */
export abstract class OpenArrivals implements Arrivals {
  readonly clients = 1;
  readonly recorded = null;

  /** When the next request is due; NEVER when there is none. */
  protected abstract next(): Nanoseconds;

  first(): Nanoseconds {
    return this.next();
  }

  afterIssue(): Nanoseconds {
    return this.next();
  }

  afterReply(): Nanoseconds {
    return NEVER;
  }
}
