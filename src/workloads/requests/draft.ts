import type { Key } from '../../core/ids.js';
import type { Bytes } from '../../core/time.js';

/** What a workload is about to ask for. */
export interface Draft {
  /** The place of its operation in `Operations`. */
  operation: number;
  key: Key;
  /** Of what is sent. */
  size: Bytes;
  /** Of what should come back, where a recording knows; else 0. */
  wants: Bytes;
  /** Who asks, from 1; 0 is nobody in particular. */
  session: number;
}

export interface RequestSource {
  /** Fills in the next request. */
  fill(draft: Draft): void;
}
