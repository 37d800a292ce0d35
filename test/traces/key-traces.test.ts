import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { run } from '../../src/app/index.js';
import { describeWithData, sharedFile } from './shared-data.js';

interface Golden {
  readonly traces: readonly {
    readonly file: string;
    readonly requests: number;
    readonly misses: Readonly<Record<string, Readonly<Record<string, number>>>>;
  }[];
}

/** In ms, for a machine that is busy with other things. */
const LONG = 300_000;

/** An arm for each policy and capacity, all over the same trace. */
function scenario(file: string, capacities: readonly string[]): string {
  const arms = ['lru', 'fifo'].flatMap((policy) =>
    capacities.map((capacity) => `  ${policy}-${capacity}: { nodes.products: { policy: ${policy}, capacity: ${capacity} } }`),
  );
  return `sysdesign: 1
title: How often do LRU and FIFO miss?
workloads:
  readers: { target: front, arrivals: { replay: '${file}', rate: 10k/s }, operations-from: { POST: read, "*": read } }
nodes:
  front: { kind: service, operations: { read: [{ fetch: { from: products, else: catalogue } }] } }
  products: { kind: cache, inside: front, capacity: 1 }
  catalogue: { kind: store }
arms:
${arms.join('\n')}
`;
}

describeWithData('key traces', () => {
  const golden = JSON.parse(readFileSync(sharedFile('golden-cache-misses.json'), 'utf8')) as Golden;

  it.each(golden.traces.map((trace) => [trace.file, trace] as const))(
    'LRU and FIFO over %s miss exactly as often as published',
    async (_name, { file, requests, misses }) => {
      const published = Object.fromEntries(
        ['lru', 'fifo'].flatMap((policy) =>
          Object.entries(misses[policy]!).map(([capacity, count]) => [`${policy}-${capacity}`, count]),
        ),
      );
      const { arms, invariants } = await run(scenario(sharedFile(file), Object.keys(misses['lru']!)));
      expect(invariants.filter(({ holds }) => !holds)).toEqual([]);
      expect(arms.map(({ metrics }) => metrics['readers.requests']!.value)).toEqual(arms.map(() => requests));
      expect(Object.fromEntries(arms.map(({ name, metrics }) => [name, metrics['products.misses.count']!.value]))).toEqual(
        published,
      );
    },
    LONG,
  );
});
