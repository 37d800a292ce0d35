/** Which of a caller's targets may be picked at present: policies read it, and whoever looks after the targets' health writes it. */
export class TargetSet {
  /** How many there are in all, at least 1. */
  readonly count: number;
  /** How many may be picked, perhaps none. */
  size: number;
  /** Who may be picked: the first `size` of these, rising. */
  readonly members: Int32Array;
  /** 1 for who may be picked. */
  readonly included: Uint8Array;
  /** 1 for who may be kept by those that are there already: as `included`, but for who gets only a part of its share for now. */
  readonly alive: Uint8Array;

  constructor(count: number) {
    this.count = count;
    this.size = count;
    this.members = Int32Array.from({ length: count }, (_, target) => target);
    this.included = new Uint8Array(count).fill(1);
    this.alive = new Uint8Array(count).fill(1);
  }

  /** `members` and `size` from `included`. */
  refresh(): void {
    let size = 0;
    for (let target = 0; target < this.count; target++) if (this.included[target] === 1) this.members[size++] = target;
    this.size = size;
  }
}
