import { assert } from '../core/assert.js';
import type { ReplayOptions } from './arrivals/replay.js';
import type { Trace } from './traces/trace.js';
import type { WorkloadConfig } from './workload-config.js';

/** What there is to replay; null where a workload makes up its requests. */
export function replayOf(config: WorkloadConfig): ReplayOptions | null {
  return config.arrivals.name === 'replay' ? (config.arrivals.options as ReplayOptions) : null;
}

/** The workload with its trace, and with the Model's key for each of the trace's `keyTexts`. No path is left in it. */
export function withTrace(config: WorkloadConfig, trace: Trace, keys: Int32Array): WorkloadConfig {
  const options = replayOf(config);
  assert(options !== null, 'only a replay has a trace');
  const loaded: ReplayOptions = { ...options, file: null, trace, keys };
  return { ...config, arrivals: { name: config.arrivals.name, options: loaded } };
}
