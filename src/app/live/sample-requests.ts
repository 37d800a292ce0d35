import type { Model } from '../../environment/model.js';
import { createStream } from '../../random/alea.js';
import type { SampleRequest } from '../../engines/live/probe/probe-capacity.js';
import { KeySpace } from '../../engines/key-space.js';
import { createArrivals } from '../../workloads/arrivals/arrivals-schema.js';
import { createRequestSource } from '../../workloads/requests/create-request-source.js';
import { Operations } from '../../workloads/requests/operations.js';
import type { WorkloadConfig } from '../../workloads/workload-config.js';
import { WorkloadJob } from '../../workloads/workload-job.js';

/** The first requests that a workload would send: its mix of operations, keys and sizes. */
export function sampleRequests(model: Model, workload: string, config: WorkloadConfig, count: number): SampleRequest[] {
  const streams = { stream: (purpose: string) => createStream(model.seed, 'node', workload, purpose) };
  const operations = new Operations(config, (name) => model.operations.indexOf(name), streams);
  const { recorded } = createArrivals(config.arrivals, streams);
  const source = createRequestSource(config, operations, recorded, streams);
  const keys = new KeySpace(model.keys);
  const draft = new WorkloadJob();
  return Array.from({ length: count }, () => {
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- no array is filled here.
    source.fill(draft);
    return { operation: operations.names[draft.operation]!, key: keys.text(draft.key), size: draft.size };
  });
}
