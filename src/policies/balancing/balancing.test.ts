import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/problem.js';
import { createStream } from '../../random/alea.js';
import type { Balancer, BalancingContext } from './balancer.js';
import { consistentHash } from './consistent-hash.js';
import { joinIdleQueue } from './join-idle-queue.js';
import { keyHash } from './key-hash.js';
import { leastConnections } from './least-connections.js';
import { leastLoaded } from './least-loaded.js';
import { leastResponseTime } from './least-response-time.js';
import { powerOfDChoices } from './power-of-d-choices.js';
import { sticky } from './sticky.js';
import { TargetSet } from './target-set.js';
import { weighted } from './weighted.js';

function context(count: number): BalancingContext {
  return {
    targets: new TargetSet(count),
    name: 'api',
    now: () => 0,
    stream: (purpose) => createStream(1, 'test', purpose),
    hash: (key) => key * 7,
  };
}

function picks(balancer: Balancer, count: number): number[] {
  return Array.from({ length: count }, () => balancer.pick(0, 0));
}

describe('weighted', () => {
  it('interleaves as in the worked example of nginx: 5, 1, 1', () => {
    expect(picks(weighted.create({ weights: [5, 1, 1] }, context(3)), 7)).toEqual([0, 0, 1, 0, 2, 0, 0]);
  });

  it('refuses weights that are not one per target', () => {
    expect(() => weighted.create({ weights: [5, 1] }, context(3))).toThrow(InputError);
  });
});

describe('least-connections', () => {
  it('prefers who has the fewest in flight, and takes turns among equals', () => {
    const balancer = leastConnections.create({ 'read-every': 0 }, context(3));
    for (const target of [0, 0, 1, 2]) balancer.sent(target);
    expect(picks(balancer, 4)).toEqual([1, 2, 1, 2]);
    balancer.returned(0, true, 1);
    balancer.returned(0, true, 1);
    expect(balancer.pick(0, 0)).toBe(0);
  });
});

describe('least-response-time', () => {
  it('tries everybody first, then stays with the quick one until it is busier than it is quick', () => {
    const balancer = leastResponseTime.create({ smoothing: 0.5 }, context(2));
    for (const [target, latency] of [
      [0, 10],
      [1, 30],
    ] as const) {
      expect(balancer.pick(0, 0)).toBe(target);
      balancer.sent(target);
      balancer.returned(target, true, latency);
    }
    expect(balancer.pick(0, 0)).toBe(0);
    for (let request = 0; request < 3; request++) balancer.sent(0);
    expect(balancer.pick(0, 0)).toBe(1);
  });

  it('does not count quick errors as quick answers', () => {
    const balancer = leastResponseTime.create({ smoothing: 1 }, context(2));
    for (const target of [0, 1]) {
      balancer.sent(target);
      balancer.returned(target, true, 20 + target);
    }
    balancer.sent(1);
    balancer.returned(1, false, 1);
    expect(balancer.pick(0, 0)).toBe(0);
  });
});

describe('power-of-d-choices', () => {
  it('looks at d different targets, and so at all where d is as many', () => {
    const balancer = powerOfDChoices.create({ d: 4, 'read-every': 0 }, context(4));
    for (const target of [0, 1, 3]) balancer.sent(target);
    expect(picks(balancer, 20)).toEqual(Array.from({ length: 20 }, () => 2));
  });

  it('never picks the busiest with two choices', () => {
    const balancer = powerOfDChoices.create({ d: 2, 'read-every': 0 }, context(4));
    for (let request = 0; request < 5; request++) balancer.sent(3);
    expect(picks(balancer, 200)).not.toContain(3);
  });
});

describe('reading the numbers off now and then', () => {
  it('goes by what they were at the last multiple of the period, whoever was sent or came back since', () => {
    let now = 0;
    const balancer = leastConnections.create({ 'read-every': 10 }, { ...context(2), now: () => now });
    for (let request = 0; request < 4; request++) balancer.sent(0);
    now = 9;
    expect(picks(balancer, 4)).toEqual([0, 1, 0, 1]);
    now = 10;
    expect(picks(balancer, 3)).toEqual([1, 1, 1]);
    now = 19;
    for (let request = 0; request < 4; request++) balancer.returned(0, true, 1);
    expect(picks(balancer, 3)).toEqual([1, 1, 1]);
    // Nobody looked at 20, and what happens at 25 was not there then.
    now = 25;
    for (let request = 0; request < 9; request++) balancer.sent(1);
    expect(picks(balancer, 2)).toEqual([0, 1]);
    now = 30;
    expect(picks(balancer, 2)).toEqual([0, 0]);
  });
});

describe('least-loaded', () => {
  it('counts the request itself, at the speed of each: two on a target of weight 3 are less than none on one of weight 1', () => {
    const balancer = leastLoaded.create({ weights: [1, 3], 'read-every': 0 }, context(2));
    const order = Array.from({ length: 8 }, () => {
      const target = balancer.pick(0, 0);
      balancer.sent(target);
      return target;
    });
    expect(order.filter((target) => target === 1).length).toBe(6);
    expect(order.slice(0, 3)).toEqual([1, 1, 0]);
  });

  it('refuses weights that are not one per target', () => {
    expect(() => leastLoaded.create({ weights: [1], 'read-every': 0 }, context(3))).toThrow(InputError);
  });
});

describe('join-idle-queue', () => {
  it('serves the idle in the order in which they became so, and any where none is', () => {
    const balancer = joinIdleQueue.create({}, context(3));
    for (const target of [0, 1, 2]) {
      expect(balancer.pick(0, 0)).toBe(target);
      balancer.sent(target);
    }
    const random = Array.from({ length: 30 }, () => balancer.pick(0, 0));
    expect(new Set(random)).toEqual(new Set([0, 1, 2]));
    balancer.returned(2, true, 1);
    balancer.returned(0, true, 1);
    for (const target of [2, 0]) {
      expect(balancer.pick(0, 0)).toBe(target);
      balancer.sent(target);
    }
  });
});

describe('join-idle-queue, while targets may not be picked', () => {
  it('remembers that they are idle', () => {
    const surroundings = context(20);
    const { targets } = surroundings;
    const balancer = joinIdleQueue.create({}, surroundings);
    targets.included.fill(0, 0, 19);
    targets.refresh();
    expect(balancer.pick(0, 0)).toBe(19);
    balancer.sent(19);
    targets.included.fill(1);
    targets.refresh();
    const next = Array.from({ length: 19 }, () => {
      const target = balancer.pick(0, 0);
      balancer.sent(target);
      return target;
    });
    expect(new Set(next).size).toBe(19);
    expect(next).not.toContain(19);
  });
});

describe('consistent-hash', () => {
  const KEYS = Array.from({ length: 2000 }, (_, key) => key);

  function hashing(targets: TargetSet, factor: number): Balancer {
    const options = { 'virtual-nodes': 100, 'balance-factor': factor };
    return consistentHash.create(options, {
      ...context(targets.count),
      targets,
      hash: (key) => Math.imul(key, 0x9e3779b1) >>> 0,
    });
  }

  it('moves only the keys of a target that goes, and gives them back when it comes', () => {
    const targets = new TargetSet(5);
    const balancer = hashing(targets, Infinity);
    const before = KEYS.map((key) => balancer.pick(key, 0));
    targets.included[2] = 0;
    targets.refresh();
    const without = KEYS.map((key) => balancer.pick(key, 0));
    expect(without).not.toContain(2);
    expect(KEYS.filter((key) => before[key] !== 2 && without[key] !== before[key])).toEqual([]);
    targets.included[2] = 1;
    targets.refresh();
    expect(KEYS.map((key) => balancer.pick(key, 0))).toEqual(before);
  });

  it('never has more in flight at a target than the factor times the mean, rounded up, even for one key', () => {
    const balancer = hashing(new TargetSet(4), 1.25);
    const inFlight = [0, 0, 0, 0];
    for (let request = 1; request <= 40; request++) {
      const target = balancer.pick(7, 0);
      balancer.sent(target);
      inFlight[target]!++;
      expect(inFlight[target]).toBeLessThanOrEqual(Math.ceil((1.25 * request) / 4));
    }
  });
});

describe('key-hash', () => {
  it('sends one key always to the same target', () => {
    const balancer = keyHash.create({}, context(5));
    expect([1, 2, 1, 2].map((key) => balancer.pick(key, 0))).toEqual([2, 4, 2, 4]);
  });
});

describe('sticky', () => {
  it('moves the users of a target that goes, once', () => {
    const surroundings = context(3);
    const balancer = sticky.create({ first: 'round-robin' }, surroundings);
    expect([1, 2, 3].map((session) => balancer.pick(0, session))).toEqual([0, 1, 2]);
    surroundings.targets.included[0] = 0;
    surroundings.targets.alive[0] = 0;
    surroundings.targets.refresh();
    expect([1, 2, 3, 1].map((session) => balancer.pick(0, session))).toEqual([1, 1, 2, 1]);
    surroundings.targets.included[0] = 1;
    surroundings.targets.alive[0] = 1;
    surroundings.targets.refresh();
    expect(balancer.pick(0, 1)).toBe(1);
  });

  it('keeps a session with its first target, and shares nobody in particular out', () => {
    const balancer = sticky.create({ first: 'round-robin' }, context(3));
    expect([8, 9, 8, 8, 9].map((session) => balancer.pick(0, session))).toEqual([0, 1, 0, 0, 1]);
    expect(picks(balancer, 3)).toEqual([2, 0, 1]);
  });

  it('gives the first request to the least busy where it is told to', () => {
    const balancer = sticky.create({ first: 'least-connections' }, context(2));
    balancer.sent(0);
    expect(balancer.pick(0, 5)).toBe(1);
    for (let request = 0; request < 9; request++) balancer.sent(1);
    expect(balancer.pick(0, 5)).toBe(1);
  });
});
