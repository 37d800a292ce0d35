import { describe, expect, it } from 'vitest';
import { createStream } from '../../random/alea.js';
import { defaultOptions } from '../default-options.js';
import type { Balancer } from './balancer.js';
import { balancingPolicies } from './registry.js';

type Definition = ReturnType<typeof balancingPolicies.all>[number];

function create(definition: Definition, count: number): Balancer {
  return definition.create(defaultOptions(definition), {
    count,
    target: 'api',
    stream: (purpose) => createStream(5, 'contract', purpose),
    hash: (key) => Math.imul(key + 1, 0x9e3779b1) >>> 0,
  });
}

/** Sends as many requests, of which about 20 are always in flight, and answers who got how many. */
function spread(balancer: Balancer, requests: number): Map<number, number> {
  const stream = createStream(6, 'contract', 'spread');
  const picks = new Map<number, number>();
  const inFlight: number[] = [];
  for (let request = 0; request < requests; request++) {
    const target = balancer.pick(stream.below(10_000), 1 + stream.below(10_000));
    picks.set(target, (picks.get(target) ?? 0) + 1);
    balancer.sent(target);
    inFlight.push(target);
    if (inFlight.length > 20) balancer.returned(inFlight.shift()!, true, 1_000_000);
  }
  return picks;
}

describe.each(balancingPolicies.all())('the balancing policy $name', (definition) => {
  it.each([1, 2, 3, 7, 100])('always picks one of %i targets', (count) => {
    for (const target of spread(create(definition, count), 500).keys()) {
      expect(Number.isInteger(target) && target >= 0 && target < count).toBe(true);
    }
  });

  it('leaves out no target, and favours none, among equals', () => {
    const picks = spread(create(definition, 5), 10_000);
    for (let target = 0; target < 5; target++) expect(Math.abs((picks.get(target) ?? 0) - 2000)).toBeLessThan(200);
  });

  it('does the same twice', () => {
    expect(spread(create(definition, 6), 1000)).toEqual(spread(create(definition, 6), 1000));
  });

  it('survives errors and cancelled requests', () => {
    const balancer = create(definition, 3);
    for (let request = 0; request < 300; request++) {
      const target = balancer.pick(request, request);
      balancer.sent(target);
      balancer.returned(target, false, 0);
    }
    expect([0, 1, 2]).toContain(balancer.pick(1, 1));
  });
});
