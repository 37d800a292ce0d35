import { assert } from '../core/assert.js';
import type { NodeId, Payload, TimerId } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import { ZERO } from '../core/zero.js';
import type { Recorder } from '../metrics/recorder.js';
import { createStream } from '../random/alea.js';
import type { RandomStream } from '../random/stream.js';
import { TIMER } from './events.js';
import type { Host } from './host.js';
import type { Kernel } from './kernel.js';
import type { Processor } from './processors/processor.js';

/** Whose environment it is, and what stands behind it. */
export interface EnvironmentParts {
  readonly self: NodeId;
  readonly name: string;
  readonly seed: number;
  readonly recorder: Recorder;
  readonly processor: Processor;
  readonly kernel: Kernel;
  readonly host: Host;
}

/**
 * What one instance sees of the world as far as a kernel is behind it: time, chance, timers and work. How requests travel is
 * each engine's own. It outlives the instance's restarts, and so do its random streams.
 */
export abstract class KernelEnvironment {
  readonly self: NodeId;
  readonly recorder: Recorder;
  readonly processor: Processor;
  worked: Nanoseconds = ZERO;
  protected readonly kernel: Kernel;
  readonly #name: string;
  readonly #seed: number;
  readonly #host: Host;
  readonly #streams = new Map<string, RandomStream>();

  protected constructor({ self, name, seed, recorder, processor, kernel, host }: EnvironmentParts) {
    this.self = self;
    this.recorder = recorder;
    this.processor = processor;
    this.kernel = kernel;
    this.#name = name;
    this.#seed = seed;
    this.#host = host;
  }

  stream(purpose: string): RandomStream {
    let stream = this.#streams.get(purpose);
    if (stream === undefined) {
      stream = createStream(this.#seed, 'node', this.#name, purpose);
      this.#streams.set(purpose, stream);
    }
    return stream;
  }

  now(): Nanoseconds {
    return this.kernel.now;
  }

  wallTime(): Nanoseconds {
    return this.kernel.now + this.#host.clockOffset + Math.round(this.kernel.now * this.#host.clockDrift);
  }

  work(amount: Nanoseconds, code: number, payload: Payload): TimerId {
    return this.kernel.idOf(this.processor.work(amount, code, payload));
  }

  setTimer(at: Nanoseconds, code: number, payload: Payload): TimerId {
    // A host that was paused, or a machine that is late, catches up on a schedule that has gone on without it.
    const from = at < this.kernel.now ? this.kernel.now : at;
    return this.kernel.idOf(this.kernel.schedule(from, TIMER, this.self, code, payload, 0));
  }

  cancelTimer(id: TimerId): void {
    const slot = this.kernel.slotOf(id);
    if (slot < 0) return;
    assert(this.kernel.targetOf(slot) === this.self, 'a node took back the timer of another');
    if (this.kernel.kindOf(slot) === TIMER) this.kernel.drop(slot);
    else this.processor.cancel(slot);
  }
}
