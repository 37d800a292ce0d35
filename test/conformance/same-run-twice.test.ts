import { describe, expect, it } from 'vitest';
import { VirtualRun } from '../../src/engines/virtual/virtual-run.js';
import type { Measurements } from '../../src/metrics/measurements.js';
import { MILLISECOND } from '../../src/core/time.js';
import { firstDivergence, type Runnable } from './first-divergence.js';
import { Journal } from './world/journal.js';
import { modelOf } from './world/model-of.js';
import type { Plan } from './world/plan.js';
import { scriptedParts } from './world/scripted-parts.js';
import { smallSystem } from './world/small-system.js';

function stormy(seed: number): Plan {
  return {
    ...smallSystem(),
    seed,
    actions: [
      { fault: 'crash', at: 9 * MILLISECOND, for: 8 * MILLISECOND, hosts: ['server'] },
      { fault: 'pause', at: 22 * MILLISECOND, for: 5 * MILLISECOND, hosts: ['gateway'] },
      { fault: 'loss', config: { probability: 0.3 }, at: 5 * MILLISECOND, links: ['gateway -> server'] },
    ],
  };
}

function runnable(plan: Plan): Runnable {
  return { model: modelOf(plan), parts: scriptedParts(new Journal()) };
}

function measure({ model, parts }: Runnable): { events: number; figures: unknown } {
  const run = new VirtualRun(model, parts);
  while (!run.advance(100));
  return { events: run.events, figures: figuresOf(run.measurements()) };
}

/** All that a run measured, as plain data. */
function figuresOf({ recorders, invariants, hops, endedAt, interrupted, timeline }: Measurements): unknown {
  const edges = [...timeline.edges.keys()];
  return {
    invariants,
    hops,
    endedAt,
    interrupted,
    levels: recorders.map((recorder) =>
      [...recorder.levels].map(([name, level]) => [name, edges.map((edge) => level.between(edge - 1, edge))]),
    ),
    counters: recorders.map((recorder) => [...recorder.counters].map(([name, counter]) => [name, counter.total])),
  };
}

describe('one model run twice', () => {
  it('gives the same number of events and the same measurements', () => {
    for (const seed of [1, 2, 3]) {
      const first = measure(runnable(stormy(seed)));
      expect(first.events).toBeGreaterThan(100);
      expect(measure(runnable(stormy(seed)))).toEqual(first);
    }
  });

  it('shows every node the same at every event', () => {
    expect(firstDivergence(runnable(stormy(4)), runnable(stormy(4)))).toBeNull();
  });

  it('does the same whether it advances in small steps or in one', () => {
    const whole = new VirtualRun(modelOf(stormy(5)), scriptedParts(new Journal()));
    whole.advance(Number.MAX_SAFE_INTEGER);
    const stepped = new VirtualRun(modelOf(stormy(5)), scriptedParts(new Journal()));
    while (!stepped.advance(1));
    expect(figuresOf(stepped.measurements())).toEqual(figuresOf(whole.measurements()));
    expect(stepped.events).toBe(whole.events);
  });
});

describe('firstDivergence', () => {
  it('names the virtual time at which two runs part', () => {
    const calm = { ...stormy(6), actions: [] };
    const late: Plan = { ...calm, actions: [{ fault: 'crash', at: 23 * MILLISECOND, hosts: ['store'] }] };
    const divergence = firstDivergence(runnable(calm), runnable(late))!;
    expect(divergence.at).toBeGreaterThanOrEqual(22 * MILLISECOND);
    expect(divergence.at).toBeLessThan(30 * MILLISECOND);
    expect(divergence.left).not.toEqual(divergence.right);
  });

  it('sees a node that keeps something between runs', () => {
    let total = 0;
    const leaking: Plan = {
      ...smallSystem(),
      nodes: {
        ...smallSystem().nodes,
        leaky: {
          onStart: (node) => [1, 2, 3].forEach((at) => node.timer(at * 10 * MILLISECOND, at)),
          onTimer: (node, code) => {
            if (code === 2) node.timer(++total * MILLISECOND, 9);
          },
        },
      },
    };
    expect(firstDivergence(runnable(leaking), runnable(leaking))).toMatchObject({ at: 21 * MILLISECOND });
  });

  it('sees that another seed is another run', () => {
    expect(firstDivergence(runnable(stormy(7)), runnable(stormy(8)))).not.toBeNull();
  });
});
