/** How many pieces of work one thread may have in hand at once; any further ones cannot be stopped. */
export const CELLS = 4096;

/** What burners and those who give them work share. */
export class BurnerMemory {
  /** By burner, how many pieces wait there or burn. */
  readonly pending: Int32Array;
  /** By piece of work of one thread: whether it is to stop. */
  readonly stopped: Int32Array;

  constructor(pending: SharedArrayBuffer, stopped: SharedArrayBuffer) {
    this.pending = new Int32Array(pending);
    this.stopped = new Int32Array(stopped);
  }
}

/** A piece of work on its way to a burner. */
export interface Burn {
  readonly cell: number;
  /** In nanoseconds of the machine. */
  readonly amount: number;
  /** When its instance gave it a core, on the machine's clock. */
  readonly grantedAt: number;
}

/** And back. */
export interface Burnt {
  readonly cell: number;
  readonly endedAt: number;
}
