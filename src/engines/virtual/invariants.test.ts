import { describe, expect, it } from 'vitest';
import { modelOf } from '../../../test/conformance/world/model-of.js';
import type { NodePlan } from '../../../test/conformance/world/plan.js';
import { partsOf } from '../../../test/conformance/world/scripted-parts.js';
import { MILLISECOND } from '../../core/time.js';
import type { Environment } from '../../environment/environment.js';
import type { Node } from '../../environment/node.js';
import type { Request } from '../../environment/request.js';
import type { InvariantResult } from '../../metrics/measurements.js';
import { VirtualRun } from './virtual-run.js';

/** What a node does wrong with every fifth request. */
type Flaw =
  | 'none'
  | 'loses it'
  | 'counts it twice'
  | 'does not count it'
  | 'ends it twice'
  | 'forgets who is present'
  | 'mistakes when it came'
  | 'hides it';

/** Serves each request in 3 ms and keeps the books that every station keeps, but for its flaw. */
class Bookkeeper implements Node {
  #count = 0;
  readonly #requests;
  readonly #ok;
  readonly #present;

  constructor(
    private readonly environment: Environment,
    private readonly flaw: Flaw,
  ) {
    this.#requests = environment.recorder.counter('requests');
    this.#ok = environment.recorder.counter('ok');
    this.#present = environment.recorder.occupancy('present');
  }

  onStart(): void {}
  onReply(): void {}

  onRequest(request: Request): void {
    const flawed = ++this.#count % 5 === 0;
    if (flawed && this.flaw === 'hides it') {
      this.environment.respond(request, 200, null);
      return;
    }
    this.#present.enter();
    if (!flawed || this.flaw !== 'does not count it') this.#requests.add(1);
    if (flawed && this.flaw === 'counts it twice') this.#requests.add(1);
    request.job = { came: this.environment.now(), flawed };
    this.environment.setTimer(this.environment.now() + 3 * MILLISECOND, 1, request);
  }

  onTimer(_code: number, payload: object | null): void {
    const request = payload as Request;
    const { came, flawed } = request.job as { came: number; flawed: boolean };
    const does = (flaw: Flaw): boolean => flawed && this.flaw === flaw;
    if (does('loses it')) {
      this.#present.leave(came);
      return;
    }
    this.#ok.add(does('ends it twice') ? 2 : 1);
    if (!does('forgets who is present')) this.#present.leave(does('mistakes when it came') ? came + MILLISECOND : came);
    this.environment.respond(request, 200, null);
  }
}

/** Calls the server in pairs with a rest between them, and does not care for the answers. */
class Caller implements Node {
  constructor(private readonly environment: Environment) {}

  onStart(): void {
    this.environment.setTimer(MILLISECOND, 1, null);
    this.environment.setTimer(2 * MILLISECOND, 1, null);
  }

  onTimer(): void {
    this.environment.call(this.environment.request(1, 0, 0), null);
    this.environment.setTimer(this.environment.now() + 6 * MILLISECOND, 1, null);
  }

  onRequest(): void {}
  onReply(): void {}
}

const nodes: Readonly<Record<string, NodePlan>> = { caller: {}, server: {} };

function broken(flaw: Flaw, actions: Parameters<typeof modelOf>[0]['actions'] = []): InvariantResult[] {
  const parts = partsOf((_config, environment, { instance }) =>
    instance.name === 'server' ? new Bookkeeper(environment, flaw) : new Caller(environment),
  );
  const model = { ...modelOf({ nodes, duration: 100 * MILLISECOND, actions }), series: { width: 7 * MILLISECOND, count: 15 } };
  const run = new VirtualRun(model, parts);
  while (!run.advance(1000));
  return run.measurements().invariants.filter((invariant) => !invariant.holds);
}

function names(results: readonly InvariantResult[]): string[] {
  return results.map(({ name, subject }) => `${name} of ${subject}`);
}

const CONSERVATION = 'conservation of server';
const INSIDE = "Little's law of server present";
const OUTSIDE = "Little's law of server as seen from outside";

describe('the invariants of a run', () => {
  it('hold for a node that keeps its books', () => {
    expect(broken('none')).toEqual([]);
  });

  it('hold over crashes, pauses and restarts', () => {
    const strikes = [
      { fault: 'pause', at: 20 * MILLISECOND, for: 11 * MILLISECOND, hosts: ['server'] },
      { fault: 'crash', at: 44 * MILLISECOND, for: 9 * MILLISECOND, hosts: ['server'] },
      { fault: 'hang', at: 70 * MILLISECOND, for: 9 * MILLISECOND, hosts: ['server'] },
    ];
    expect(broken('none', strikes)).toEqual([]);
  });

  const seenBy: Readonly<Record<Exclude<Flaw, 'none'>, readonly string[]>> = {
    'loses it': [CONSERVATION, OUTSIDE],
    'counts it twice': [CONSERVATION],
    'does not count it': [CONSERVATION],
    'ends it twice': [CONSERVATION],
    'forgets who is present': [CONSERVATION, OUTSIDE],
    'mistakes when it came': [INSIDE],
    'hides it': [CONSERVATION],
  };
  for (const [flaw, invariants] of Object.entries(seenBy)) {
    it(`are broken by a node that ${flaw}`, () => {
      expect(names(broken(flaw as Flaw))).toEqual(invariants);
    });
  }

  it('say the figures on both sides', () => {
    const [conservation] = broken('counts it twice');
    expect(conservation!.detail).toMatch(/^\d+ received = \d+ ended \+ \d+ present$/);
  });
});
