import type { RandomStream } from '../random/stream.js';

/** Where a workload's random streams come from: an Environment, at construction only. */
export interface Streams {
  stream(purpose: string): RandomStream;
}
