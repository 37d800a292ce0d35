import { describe, expect, it } from 'vitest';
import { VirtualRun } from '../../src/engines/virtual/virtual-run.js';
import type { HostId } from '../../src/core/ids.js';
import type { Action, World } from '../../src/environment/world.js';
import { auditReplies } from './world/audit.js';
import { Journal } from './world/journal.js';
import { modelOf } from './world/model-of.js';
import { scriptedParts } from './world/scripted-parts.js';
import { smallSystem } from './world/small-system.js';

/** What is done to a host at an event; each step waits for some more events of the run. */
type Blow = readonly { readonly after: number; readonly deed: 'crash' | 'start' | 'pause' | 'resume' }[];

const BLOWS: Readonly<Record<string, Blow>> = {
  'a crash for good': [{ after: 0, deed: 'crash' }],
  'a crash and a restart at once': [
    { after: 0, deed: 'crash' },
    { after: 0, deed: 'start' },
  ],
  'a crash and a restart soon after': [
    { after: 0, deed: 'crash' },
    { after: 12, deed: 'start' },
  ],
  'a pause': [
    { after: 0, deed: 'pause' },
    { after: 12, deed: 'resume' },
  ],
  'a crash during a pause': [
    { after: 0, deed: 'pause' },
    { after: 6, deed: 'crash' },
    { after: 6, deed: 'start' },
  ],
};

/** The events up to which blows fall: what is left then is time enough for all calls to end. */
const LAST_BLOW = 110;

interface Struck {
  readonly journal: Journal;
  readonly run: VirtualRun;
}

function strike(blow: Blow, host: HostId, event: number, poison: boolean): Struck {
  const journal = new Journal();
  let world: World | undefined;
  const captive: Action = { begin: (given) => void (world = given), end: () => {} };
  const plan = { ...smallSystem(), actions: [{ fault: captive, at: 0 }] };
  const run = new VirtualRun(modelOf(plan), scriptedParts(journal), { poison });
  run.advance(event);
  for (const { after, deed } of blow) {
    run.advance(after);
    if (deed === 'crash' || deed === 'start') world![deed](host);
    else world![deed](host, captive);
  }
  while (!run.advance(1000));
  return { journal, run };
}

describe('a host that is struck at any event of a run', () => {
  const { hosts, instances } = modelOf(smallSystem());

  it('leaves a run of which all calls end, when nothing strikes', () => {
    const { journal, run } = strike([], 0, 1, false);
    expect(run.events).toBeGreaterThan(LAST_BLOW + 50);
    expect(auditReplies(journal, () => true)).toEqual([]);
    expect(journal.of('client', 'reply').length).toBeGreaterThanOrEqual(5);
    const [last] = journal.of('client', 'reply').toReversed();
    expect(last!.at).toBeLessThan(150_000_000);
  });

  for (const [name, blow] of Object.entries(BLOWS)) {
    for (const poison of [false, true]) {
      it(`by ${name} leaves one reply for each call${poison ? ', with poisoned records' : ''}`, () => {
        const dies = blow.at(-1)!.deed === 'crash';
        for (let event = 1; event <= LAST_BLOW; event++) {
          for (const [host, { name: struck }] of hosts.entries()) {
            const { journal, run } = strike(blow, host, event, poison);
            const lives = new Map(instances.map((instance) => [instance.name, lastLife(journal, instance.name)]));
            const isDead = (node: string): boolean => dies && hosts[host]!.instances.some((id) => instances[id]!.name === node);
            const wrong = auditReplies(journal, (node, life) => life === lives.get(node) && !isDead(node));
            expect(wrong, `${struck} at event ${event}`).toEqual([]);
            expect(run.measurements().invariants.filter((invariant) => !invariant.holds)).toEqual([]);
          }
        }
      });
    }
  }
});

function lastLife(journal: Journal, node: string): number {
  return Math.max(1, ...journal.of(node).map((entry) => entry.life));
}
