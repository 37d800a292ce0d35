import type { Recorded } from '../arrivals/arrivals.js';
import { createKeys } from '../keys/keys-schema.js';
import { operationOf } from '../recorded-operations.js';
import type { Streams } from '../streams.js';
import type { WorkloadConfig } from '../workload-config.js';
import type { RequestSource } from './draft.js';
import { MadeUpRequests } from './made-up-requests.js';
import { Mix } from './mix.js';
import type { Operations } from './operations.js';
import { RecordedRequests } from './recorded-requests.js';
import { Users } from './users.js';

/** What the requests of a workload are about: from its trace as far as that knows, else made up. */
export function createRequestSource(
  config: WorkloadConfig,
  operations: Operations,
  recorded: Recorded | null,
  streams: Streams,
): RequestSource {
  const mix = new Mix(config, operations, streams);
  const keys = createKeys(config.keys, streams);
  const users = new Users(config.users, streams);
  if (recorded === null) return new MadeUpRequests(operations, mix, keys, users);
  const from = config['operations-from'];
  return new RecordedRequests(recorded, (method) => operationOf(method, from), operations, mix, keys, users);
}
