import { describe, expect, it } from 'vitest';
import type { Action, ActionTargets, World } from '../environment/world.js';
import { changes, faults } from './registry.js';

const TARGETS: ActionTargets = {
  hosts: [3, 1],
  links: [
    [0, 1],
    [1, 0],
  ],
};

/** Configurations as their schemas give them. */
const CONFIGS: Readonly<Record<string, unknown>> = {
  delay: { by: { name: 'constant', arguments: [5] } },
  loss: { probability: 0.25 },
  slow: { factor: 4 },
  throttle: { to: 1000 },
};

/** A world that only writes down what is done to it. */
function witness(): { world: World; deeds: unknown[][] } {
  const deeds: unknown[][] = [];
  const world = new Proxy({} as World, {
    get:
      (_target, deed) =>
      (...given: unknown[]) =>
        void deeds.push([deed, ...given]),
  });
  return { world, deeds };
}

function played(name: string, config = CONFIGS[name] ?? {}): { action: Action; begun: unknown[][]; ended: unknown[][] } {
  const { world, deeds } = witness();
  const action = faults.get(name)!.create(config);
  action.begin(world, TARGETS);
  const begun = deeds.splice(0);
  action.end(world, TARGETS);
  return { action, begun, ended: deeds };
}

describe('a fault', () => {
  const onHosts: Readonly<Record<string, readonly [begin: string, end: readonly string[]]>> = {
    pause: ['pause', ['resume']],
    hang: ['pause', ['crash', 'start']],
  };
  const causal = new Set(['pause', 'resume']);
  for (const [name, [begin, end]] of Object.entries(onHosts)) {
    it(`${name} does ${begin} to each of its hosts, and ends with ${end.join(' and ')}`, () => {
      const { action, begun, ended } = played(name);
      const done = (deed: string, host: number): unknown[] => (causal.has(deed) ? [deed, host, action] : [deed, host]);
      expect(begun).toEqual([done(begin, 3), done(begin, 1)]);
      expect(ended).toEqual([3, 1].flatMap((host) => end.map((deed) => done(deed, host))));
    });
  }

  it('crash takes each of its hosts, or the threads in which they live, and ends with start', () => {
    for (const takes of ['host', 'thread']) {
      const { begun, ended } = played('crash', { takes });
      expect(begun).toEqual([
        ['crash', 3, takes],
        ['crash', 1, takes],
      ]);
      expect(ended).toEqual([
        ['start', 3],
        ['start', 1],
      ]);
    }
  });

  it('slow sets the speed to one over its factor, and ends what it did', () => {
    const { action, begun, ended } = played('slow');
    expect(begun).toEqual([
      ['setSpeed', 3, action, 0.25],
      ['setSpeed', 1, action, 0.25],
    ]);
    expect(ended).toEqual([
      ['setSpeed', 3, action, null],
      ['setSpeed', 1, action, null],
    ]);
  });

  const onLinks: Readonly<Record<string, object>> = {
    delay: { delay: { name: 'constant', arguments: [5] } },
    loss: { loss: 0.25 },
    partition: { blocked: true },
    throttle: { bandwidth: 1000 },
  };
  for (const [name, change] of Object.entries(onLinks)) {
    it(`${name} changes each of its links, as its own cause, and heals them`, () => {
      const { action, begun, ended } = played(name);
      expect(begun).toEqual([
        ['setLink', 0, 1, action, change],
        ['setLink', 1, 0, action, change],
      ]);
      expect(ended).toEqual([
        ['setLink', 0, 1, action, null],
        ['setLink', 1, 0, action, null],
      ]);
    });
  }

  for (const definition of [...faults.all(), ...changes.all()]) {
    it(`${definition.name} does nothing to nobody, and is a cause of its own each time it is made`, () => {
      const { world, deeds } = witness();
      const config = CONFIGS[definition.name] ?? {};
      const action = definition.create(config);
      action.begin(world, { hosts: [], links: [] });
      action.end(world, { hosts: [], links: [] });
      expect(deeds).toEqual([]);
      expect(definition.create(config)).not.toBe(action);
    });
  }
});
