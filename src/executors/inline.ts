import type { Catalogue } from '../catalogue/catalogue.js';
import { VirtualRun } from '../engines/virtual/virtual-run.js';
import type { Model } from '../environment/model.js';
import type { Measurements } from '../metrics/measurements.js';

export interface RunControl {
  /** Ends the run where it is; what was measured until then is kept. */
  readonly signal?: AbortSignal | undefined;
  /** From 0 to 1, several times a second. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Events between two looks at the outside: a tenth of a second or so. */
const SLICE = 100_000;

/** Runs a model in this thread, in slices between which signals and progress get their turn. */
export async function runInline(model: Model, catalogue: Catalogue, control: RunControl = {}): Promise<Measurements> {
  const run = new VirtualRun(model, catalogue);
  while (control.signal?.aborted !== true && !run.advance(SLICE)) {
    control.onProgress?.(run.progress);
    // A turn of the event loop must come between two slices, so they cannot be awaited at once.
    // oxlint-disable-next-line no-await-in-loop
    await new Promise(setImmediate);
  }
  run.interrupt();
  return run.measurements();
}
