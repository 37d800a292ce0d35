import type { Outgoing } from './outgoing.js';
import type { Computing, VisitClass, Visited } from './visited.js';

/** On whose behalf activities are walked through. */
export interface Walk {
  readonly self: Visited;
  readonly speed: number;
  readonly visit: VisitClass;
  readonly outgoing: Outgoing;
  readonly computing: Computing[];
  /** Inside a branch beside others. */
  readonly parallel: boolean;
  note(reason: string): void;
}
