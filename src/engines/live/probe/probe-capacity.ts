import type { Bytes } from '../../../core/time.js';
import { methodOf, targetOf } from '../wire/request-head.js';

/** One request as it will be asked over and over again. */
export interface SampleRequest {
  readonly operation: string;
  readonly key: string;
  readonly size: Bytes;
}

export interface ProbePlan {
  /** Where the node listens, on 127.0.0.1. */
  readonly port: number;
  readonly requests: readonly SampleRequest[];
  /** How many ask at once, each the next when the last one is answered. */
  readonly connections: number;
  readonly seconds: number;
}

/** What came of it. Latencies in ms: whole ones, and only of what a caller saw that waits for each answer before it asks again. */
export interface CapacityFigures {
  readonly perSecond: number;
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Of all requests: answered with an error, or not at all. */
  readonly failed: number;
}

/**
 * Asks a node as fast as it answers (autocannon): an honest gauge of how much it can take, and none of how long people wait,
 * since a slow answer keeps the next request from being sent.
 */
export async function probeCapacity({ port, requests, connections, seconds }: ProbePlan): Promise<CapacityFigures> {
  const { default: autocannon } = await import('autocannon');
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration: seconds,
    requests: requests.map(({ operation, key, size }) => ({
      method: methodOf(operation),
      path: targetOf({ ...BLANK, operation, key }),
      ...(size > 0 ? { body: Buffer.alloc(size) } : {}),
    })),
  });
  const { total } = result.requests;
  const { average, p50, p99, max } = result.latency;
  const failed = result.non2xx + result.errors + result.timeouts;
  return { perSecond: total / result.duration, mean: average, p50, p99, max, failed: total === 0 ? 0 : failed / total };
}

const BLANK = {
  to: '',
  caller: '',
  size: 0,
  version: 0,
  left: Number.POSITIVE_INFINITY,
  age: 0,
  attempt: 1,
  session: 0,
  priority: 0,
  token: 0,
  trace: 0,
  wants: 0,
  body: null,
  oneWay: false,
};
