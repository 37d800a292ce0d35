import { describe, expect, it } from 'vitest';
import { createStream } from '../../random/alea.js';
import { defaultOptions } from '../default-options.js';
import { type Balancer, NOBODY } from './balancer.js';
import { balancingPolicies } from './registry.js';
import { TargetSet } from './target-set.js';

type Definition = ReturnType<typeof balancingPolicies.all>[number];

function create(definition: Definition, count: number, targets = new TargetSet(count)): Balancer {
  return definition.create(defaultOptions(definition), {
    targets,
    name: 'api',
    now: () => 0,
    stream: (purpose) => createStream(5, 'contract', purpose),
    hash: (key) => Math.imul(key + 1, 0x9e3779b1) >>> 0,
  });
}

/** Sends as many requests of 10,000 users, of which about 20 are always in flight, and answers who got how many. */
function spread(balancer: Balancer, requests: number, firstUser = 1): Map<number, number> {
  const stream = createStream(6, 'contract', 'spread');
  const picks = new Map<number, number>();
  const inFlight: number[] = [];
  for (let request = 0; request < requests; request++) {
    const target = balancer.pick(stream.below(10_000), firstUser + stream.below(10_000));
    picks.set(target, (picks.get(target) ?? 0) + 1);
    balancer.sent(target);
    inFlight.push(target);
    if (inFlight.length > 20) balancer.returned(inFlight.shift()!, true, 1_000_000);
  }
  for (const target of inFlight) balancer.returned(target, true, 1_000_000);
  return picks;
}

const REQUESTS = 10_000;
/** Four standard deviations happen once in 16,000. */
const SIGMAS = 4;

/** Within the bound of a binomial; of a ring, the shares of its points are random as well. */
function expectFair(definition: Definition, picks: number, targets: number): void {
  const points = (defaultOptions(definition) as { readonly 'virtual-nodes'?: number })['virtual-nodes'];
  const ofPoints = points === undefined ? 0 : (targets - 1) / (targets * points + 1);
  const deviation = Math.sqrt((targets - 1) / REQUESTS + ofPoints);
  expect(Math.abs((picks * targets) / REQUESTS - 1)).toBeLessThan(SIGMAS * deviation);
}

function exclude(targets: TargetSet, target: number): void {
  targets.included[target] = 0;
  targets.alive[target] = 0;
  targets.refresh();
}

function include(targets: TargetSet, target: number): void {
  targets.included[target] = 1;
  targets.alive[target] = 1;
  targets.refresh();
}

describe.each(balancingPolicies.all())('the balancing policy $name', (definition) => {
  it.each([1, 2, 3, 7, 100])('always picks one of %i targets', (count) => {
    for (const target of spread(create(definition, count), 500).keys()) {
      expect(Number.isInteger(target) && target >= 0 && target < count).toBe(true);
    }
  });

  it('leaves out no target, and favours none, among equals', () => {
    const picks = spread(create(definition, 5), REQUESTS);
    for (let target = 0; target < 5; target++) expectFair(definition, picks.get(target) ?? 0, 5);
  });

  it('never picks who may not be picked, and shares what it would get among the others alike', () => {
    const targets = new TargetSet(5);
    const balancer = create(definition, 5, targets);
    spread(balancer, 500);
    exclude(targets, 3);
    const picks = spread(balancer, REQUESTS);
    expect(picks.get(3)).toBeUndefined();
    for (const target of [0, 1, 2, 4]) expectFair(definition, picks.get(target) ?? 0, 4);
    include(targets, 3);
    // Users who have found another target stay there, where users stay at all.
    expect(spread(balancer, 500, 100_000).get(3)).toBeGreaterThan(20);
  });

  it('picks one that may be picked, whoever comes and goes, and nobody only where there is nobody', () => {
    const stream = createStream(8, 'contract', 'comings and goings');
    const targets = new TargetSet(4);
    const balancer = create(definition, 4, targets);
    const inFlight: number[] = [];
    let nobody = 0;
    for (let request = 0; request < 5000; request++) {
      const changed = stream.below(4);
      if (stream.uniform() < 0.6) exclude(targets, changed);
      else include(targets, changed);
      const target = balancer.pick(stream.below(100), stream.below(20));
      if (targets.size === 0) {
        nobody++;
        expect(target).toBe(NOBODY);
        continue;
      }
      expect(targets.included[target]).toBe(1);
      balancer.sent(target);
      inFlight.push(target);
      if (inFlight.length > 3) balancer.returned(inFlight.shift()!, stream.uniform() < 0.9, 1000);
    }
    expect(nobody).toBeGreaterThan(100);
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
