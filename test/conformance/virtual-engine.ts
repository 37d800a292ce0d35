import { VirtualRun } from '../../src/engines/virtual/virtual-run.js';
import type { EngineUnderTest } from './engine-under-test.js';

export const virtualEngine: EngineUnderTest = {
  name: 'virtual',
  tolerance: 0,
  skipped: {},
  async run(model, parts, options) {
    const run = new VirtualRun(model, parts, options);
    while (!run.advance(1000));
    return run.measurements();
  },
};
