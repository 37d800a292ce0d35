/** What stands in a waiting line. The line's links live in the job itself, so that waiting allocates nothing and giving up is O(1). */
export abstract class Queued {
  next: Queued | null = null;
  previous: Queued | null = null;
  /** Larger goes first where the discipline is `priority`. */
  priority = 0;
}
