import type { NodeId } from '../../../core/ids.js';
import type { Nanoseconds } from '../../../core/time.js';
import type { Level } from '../../../metrics/level.js';
import type { Kernel } from '../../kernel.js';
import { CoreProcessor } from '../../processors/core-processor.js';
import type { RunClock } from '../clock.js';
import type { Burners } from './burners.js';

interface Piece {
  readonly cell: number;
  readonly amount: Nanoseconds;
  readonly since: Nanoseconds;
}

/** Cores whose work occupies a core of the machine; which of them works on what, and who waits, is as in any other. */
export class BurningProcessor extends CoreProcessor {
  readonly #burning = new Map<number, Piece>();

  constructor(
    kernel: Kernel,
    owner: NodeId,
    speed: number,
    cores: number,
    busyCores: Level,
    private readonly burners: Burners,
    private readonly clock: RunClock,
  ) {
    super(kernel, owner, speed, cores, busyCores);
  }

  override cancel(slot: number): void {
    const piece = this.#burning.get(slot);
    if (piece === undefined) {
      super.cancel(slot);
      return;
    }
    this.#stop(slot, piece);
    this.kernel.drop(slot);
    this.finished();
  }

  override clear(): void {
    for (const [slot, piece] of this.#burning) this.#stop(slot, piece);
    super.clear();
  }

  protected override run(slot: number, left: Nanoseconds): void {
    const cell = this.burners.burn(this.clock.onMachine(left), () => this.#done(slot));
    this.#burning.set(slot, { cell, amount: left, since: this.kernel.now });
  }

  protected override halt(slot: number): Nanoseconds {
    const piece = this.#burning.get(slot);
    if (piece === undefined) return super.halt(slot);
    this.#stop(slot, piece);
    return Math.max(0, piece.amount - (this.kernel.now - piece.since));
  }

  protected override isRunning(slot: number): boolean {
    return this.#burning.has(slot) || super.isRunning(slot);
  }

  /** The kernel's event for it happens at once; its value is how long it really was on its core. */
  #done(slot: number): void {
    const piece = this.#burning.get(slot)!;
    this.#burning.delete(slot);
    const lasted = this.kernel.now - piece.since;
    this.kernel.setValue(slot, this.kernel.valueOf(slot) - piece.amount + lasted);
    this.kernel.start(slot, this.kernel.now);
  }

  #stop(slot: number, piece: Piece): void {
    this.burners.stop(piece.cell);
    this.#burning.delete(slot);
  }
}
