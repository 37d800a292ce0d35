import type { PolicyConfig } from '../../core/definition.js';
import type { Nanoseconds } from '../../core/time.js';
import { admissionPolicies } from '../../policies/admission/registry.js';
import type { Future } from '../../policies/eviction/eviction.js';
import { evictionPolicies } from '../../policies/eviction/registry.js';
import type { RandomStream } from '../../random/stream.js';
import { type CacheCapacity, CacheContents } from './cache-contents.js';
import type { CacheObserver } from './cache-observer.js';

/** What is decided about a cache before it is used; its policies are in their registries. */
export interface ContentsConfig {
  readonly policy: PolicyConfig;
  readonly admission: PolicyConfig;
  readonly capacity: CacheCapacity;
  readonly ttl: Nanoseconds;
}

interface Streams {
  stream(purpose: string): RandomStream;
}

/** What is known where a whole trace is there from the start. */
export interface Foreknowledge {
  /** Keys are numbered from 0 to below it. */
  readonly keyCount: number;
  readonly future: Future | null;
}

/** An empty cache. */
export function createContents(
  config: ContentsConfig,
  streams: Streams,
  observer: CacheObserver,
  known: Foreknowledge | null = null,
): CacheContents {
  const { policy, admission, capacity, ttl } = config;
  const keyCount = known?.keyCount ?? null;
  const eviction = evictionPolicies.get(policy.name)!.create(policy.options, {
    capacity: capacity.amount,
    stream: (purpose) => streams.stream(purpose),
    keyCount,
    future: known?.future ?? null,
  });
  const entries = (): number => contents.entries;
  const keeper = admissionPolicies.get(admission.name)!.create(admission.options, { entries });
  const contents = new CacheContents(capacity, ttl, eviction, observer, keeper, keyCount);
  return contents;
}
