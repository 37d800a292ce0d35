import { describe, expect, it } from 'vitest';
import type { NodeDefinition } from '../nodes/definition.js';
import { workloadDefinition } from './definition.js';
import type { WorkloadConfig } from './workload-config.js';

describe('the definition of workloads', () => {
  it('has the shape of a kind of node', () => {
    const kind: NodeDefinition<WorkloadConfig> = workloadDefinition;
    expect(kind.name).toBe('workload');
  });

  it('names each metric once', () => {
    const names = workloadDefinition.metrics.flatMap((metric) => [metric.name, ...(metric.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
  });
});
