import type { Key } from '../../core/ids.js';
import type { Bytes } from '../../core/time.js';
import type { Definition } from '../../language/definition.js';

/** Whether a key that is not there may come into a cache. */
export interface AdmissionPolicy {
  /** Somebody looked for the key, whether or not it is there. */
  asked(key: Key): void;
  /** Whether something so large may come in at all. */
  admits(key: Key, size: Bytes): boolean;
  /** Whether it is worth more than what would have to leave for it. Asked once for each that does not fit, about the first to leave. */
  prefers(incoming: Key, victim: Key): boolean;
}

/** What a policy may know of its cache. */
export interface AdmissionContext {
  /** How many entries there are now. */
  entries(): number;
}

/** `create` gives null where everything comes in. */
export interface AdmissionDefinition<Config = unknown> extends Definition<Config, AdmissionPolicy | null, [AdmissionContext]> {
  /** Whether it cannot work where nobody knows how large values are. */
  readonly needsSizes?: boolean;
}
