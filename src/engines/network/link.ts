import type { Bytes, Nanoseconds } from '../../core/time.js';
import { SECOND } from '../../core/time.js';
import type { RandomStream } from '../../random/stream.js';
import type { Sampler } from '../../random/sampler.js';

/** What `transit` answers for a message that never arrives. */
export const LOST_ON_THE_WAY = -1;

/** What one fault does to a link. */
export interface Disturbance {
  readonly delay: Sampler | null;
  readonly loss: number;
  readonly blocked: boolean;
  /** Infinity leaves the link's own. */
  readonly bandwidth: number;
}

/** What lies between two hosts, in one direction. Messages share its bandwidth in the order in which they are sent; latency may let one overtake another. */
export class Link {
  /** What faults do to it at present, in the order in which they began; null when there is none. */
  #disturbances: readonly Disturbance[] | null = null;
  #freeAt: Nanoseconds = 0;

  constructor(
    private readonly latency: Sampler | null,
    /** Bytes per second; Infinity is unlimited. */
    private readonly bandwidth: number,
    private readonly loss: number,
    private readonly random: RandomStream,
  ) {}

  /** How long a message of this size that is sent now will take, or LOST_ON_THE_WAY. */
  transit(size: Bytes, now: Nanoseconds): Nanoseconds {
    if (this.#disturbances !== null) return this.#disturbedTransit(this.#disturbances, size, now);
    if (this.loss > 0 && this.random.uniform() < this.loss) return LOST_ON_THE_WAY;
    const sent = this.bandwidth === Number.POSITIVE_INFINITY ? 0 : this.#transmission(size, this.bandwidth, now);
    return this.latency === null ? sent : sent + this.latency.sample();
  }

  disturb(disturbances: readonly Disturbance[]): void {
    this.#disturbances = disturbances.length === 0 ? null : disturbances;
  }

  #disturbedTransit(disturbances: readonly Disturbance[], size: Bytes, now: Nanoseconds): Nanoseconds {
    let arrives = 1 - this.loss;
    let bandwidth = this.bandwidth;
    let delay = 0;
    for (const disturbance of disturbances) {
      if (disturbance.blocked) return LOST_ON_THE_WAY;
      arrives *= 1 - disturbance.loss;
      bandwidth = Math.min(bandwidth, disturbance.bandwidth);
      if (disturbance.delay !== null) delay += disturbance.delay.sample();
    }
    if (arrives < 1 && this.random.uniform() >= arrives) return LOST_ON_THE_WAY;
    if (bandwidth !== Number.POSITIVE_INFINITY) delay += this.#transmission(size, bandwidth, now);
    return this.latency === null ? delay : delay + this.latency.sample();
  }

  /** Waiting for the messages before it, and its own bytes on the wire. */
  #transmission(size: Bytes, bandwidth: number, now: Nanoseconds): Nanoseconds {
    const begins = this.#freeAt > now ? this.#freeAt : now;
    this.#freeAt = begins + Math.round((size * SECOND) / bandwidth);
    return this.#freeAt - now;
  }
}
