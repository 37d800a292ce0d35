import type { Bytes } from '../../core/time.js';

/** How often caches of several policies and capacities would have missed the requests of one trace. */
export interface CacheStudy {
  readonly schemaVersion: 1;
  readonly trace: {
    /** As it was named. */
    readonly file: string;
    readonly format: string;
    readonly requests: number;
    /** Different keys; an estimate where a sample was taken. */
    readonly objects: number;
    /** What all objects weigh together; null where sizes were not looked at. */
    readonly bytes: Bytes | null;
    /** Lines that could not be read. */
    readonly unparsable: number;
  };
  readonly unit: 'entries' | 'bytes';
  /** As it was asked for; `none`. */
  readonly admission: string;
  /** What was looked at, where that is not everything. */
  readonly sample: { readonly share: number; readonly requests: number; readonly objects: number } | null;
  /** As they were asked for, and in entries or bytes. */
  readonly capacities: readonly { readonly text: string; readonly amount: number }[];
  readonly policies: readonly StudiedPolicy[];
  /** LRU at many more capacities, where nothing but LRU was asked for. */
  readonly curve: readonly { readonly capacity: number; readonly missRatio: number }[] | null;
}

export interface StudiedPolicy {
  /** As it was asked for, options included. */
  readonly name: string;
  /** Whether it is what no policy can reach, so that it is never the best. */
  readonly bound: boolean;
  /** One for each capacity. */
  readonly results: readonly StudiedCache[];
}

export interface StudiedCache {
  readonly capacity: number;
  /** Of all requests of the trace; an estimate where a sample was taken. */
  readonly misses: number;
  readonly missRatio: number;
  /** Bytes of the requests that missed, of the bytes of all; null where sizes were not looked at. */
  readonly byteMissRatio: number | null;
  /** Half the width of the 95% interval of the miss ratio, where a sample was taken. */
  readonly error: number | null;
}
