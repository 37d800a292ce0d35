import type { NodeId } from '../../core/ids.js';
import type { ProcessorModel } from '../../environment/model.js';
import type { Recorder } from '../../metrics/recorder.js';
import type { Kernel } from '../kernel.js';
import { CoreProcessor } from './core-processor.js';
import { DelayProcessor } from './delay-processor.js';
import type { Processor } from './processor.js';
import { SharingProcessor } from './sharing-processor.js';

/** What stands behind the `work` of one instance. */
export function createProcessor(model: ProcessorModel, kernel: Kernel, self: NodeId, recorder: Recorder): Processor {
  if (!Number.isFinite(model.cores)) return new DelayProcessor(kernel, self, model.speed);
  recorder.level('cores').set(model.cores);
  const busy = recorder.level('busy-cores');
  if (model.sharing) return new SharingProcessor(kernel, self, model.speed, model.cores, busy);
  return new CoreProcessor(kernel, self, model.speed, model.cores, busy);
}
