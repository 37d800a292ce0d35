import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { InputError, type MetricTable, run, type RunResult } from '../../src/app/index.js';
import { catalogue } from '../../src/catalogue/catalogue.js';
import { VirtualRun } from '../../src/engines/virtual/virtual-run.js';
import { loadScenarioText } from '../../src/scenario/load-scenario.js';
import { type RandomScenario, randomScenario, textOf } from './random-scenario.js';

/** Always the same scenarios; more of them, and others, by the environment: `RUNS=5000 SEED=7 npx vitest run test/references/invariants`. */
const OPTIONS = { seed: Number(process.env['SEED'] ?? 1), numRuns: Number(process.env['RUNS'] ?? 40) };

/** In ms, for more runs than usual, or a machine that is busy with other things. */
vi.setConfig({ testTimeout: 600_000 });

/** What must have been met at least once among all scenarios, or they prove little. */
const HAPPENS = [
  'ok.count',
  'failed.count',
  'rejected.count',
  'timed-out.count',
  'cancelled.count',
  'lost.count',
  'timeouts.count',
  'in-flight.count',
  'stale.count',
  'hits.count',
  'scans.count',
  'evictions.capacity.count',
  'evictions.expired.count',
  'evictions.invalidated.count',
  'status-0.count',
  'status-1.count',
  'core-waiting.mean',
  'waiting.mean',
];

/** A run of the scenario; a problem that is found in it is a mistake of the generator, shown in full. */
async function ran(scenario: RandomScenario, options = {}): Promise<RunResult> {
  try {
    return await run(textOf(scenario), options);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new Error(error.problems.map(({ message, hint }) => `${message} (${hint})`).join('\n'), { cause: error });
  }
}

function broken({ invariants }: RunResult) {
  return invariants.filter(({ holds }) => !holds);
}

describe('any scenario', () => {
  it("loses no request and keeps Little's law, whatever fails", async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(randomScenario({ branches: true, failures: true }), async (scenario) => {
        const result = await ran(scenario);
        expect(broken(result)).toEqual([]);
        expect(result.invariants.length).toBeGreaterThan(10);
        for (const [path, { value }] of Object.entries(result.arms[0]!.metrics)) {
          const metric = path.replace(/^[^.]*\./, '');
          seen.set(metric, (seen.get(metric) ?? 0) + value);
        }
      }),
      // More than elsewhere, since each of them should happen.
      { ...OPTIONS, numRuns: 3 * OPTIONS.numRuns },
    );
    const unseen = HAPPENS.filter((metric) => !((seen.get(metric) ?? 0) > 0));
    expect(unseen).toEqual([]);
  });

  it('never touches a record that it gave back', () => {
    fc.assert(
      fc.property(randomScenario({ branches: true, failures: true }), (scenario) => {
        const poisoned = new VirtualRun(loadScenarioText(textOf(scenario)).arms[0]!.model(), catalogue, { poison: true });
        while (!poisoned.advance(100_000));
        expect(poisoned.measurements().invariants.filter(({ holds }) => !holds)).toEqual([]);
      }),
      OPTIONS,
    );
  });

  it('spends each latency on waiting, service and network, and on nothing else', async () => {
    let requests = 0;
    await fc.assert(
      fc.asyncProperty(randomScenario({ branches: false, failures: false }), async (scenario) => {
        const result = await ran(scenario);
        expect(broken(result)).toEqual([]);
        const { metrics } = result.arms[0]!;
        for (const workload of ['users', 'others', 'users[read]', 'others[read]']) {
          const parts = ['waiting', 'service', 'network'].map((part) => metrics[`${workload}.${part}.mean`]?.value);
          const latency = metrics[`${workload}.latency.mean`]?.value;
          if (latency === undefined) continue;
          requests += metrics[`${workload}.requests`]!.value;
          // Results keep twelve digits.
          expect(Math.abs(parts[0]! + parts[1]! + parts[2]! - latency)).toBeLessThanOrEqual(1e-10 * latency);
        }
      }),
      OPTIONS,
    );
    expect(requests).toBeGreaterThan(1000);
  });

  it('splits each hop of a traced request to the nanosecond', async () => {
    let hops = 0;
    await fc.assert(
      fc.asyncProperty(randomScenario({ branches: false, failures: false }), async (scenario) => {
        const { arms } = await ran(scenario, { trace: 'users/slowest' });
        for (const hop of arms[0]!.trace!.hops) {
          if (hop.returnedAt === null) continue;
          hops++;
          expect(hop.waiting + hop.service + hop.network).toBeCloseTo(hop.returnedAt - hop.sentAt, 6);
        }
      }),
      OPTIONS,
    );
    expect(hops).toBeGreaterThan(50);
  });

  it('measures the same beside nodes and workloads that it has nothing to do with, and beside other arms', async () => {
    await fc.assert(
      fc.asyncProperty(randomScenario({ branches: true, failures: true }), async (scenario) => {
        const alone = await ran(scenario);
        const beside = await ran({
          ...scenario,
          nodes: { ...scenario.nodes, 'a-stranger': STRANGER, 'zz-stranger': STRANGER },
          workloads: { ...scenario.workloads, 'b-visitors': visitors('a-stranger'), 'zy-visitors': visitors('zz-stranger') },
          arms: { plain: {}, slower: { 'nodes.audit.operations.*': [{ compute: '9ms' }] } },
        });
        const plain = beside.arms.find(({ name }) => name === 'plain')!;
        const own = Object.entries(plain.metrics).filter(
          ([path]) => !/^(a-stranger|zz-stranger|b-visitors|zy-visitors)/.test(path),
        );
        expect(Object.fromEntries(own)).toEqual(alone.arms[0]!.metrics satisfies MetricTable);
      }),
      OPTIONS,
    );
  });
});

const STRANGER = { kind: 'service', replicas: 2, workers: 1, operations: { '*': [{ compute: 'exponential(1ms)' }] } };

function visitors(target: string) {
  return { target, arrivals: 'poisson(300/s)', keys: 'uniform(9)', timeout: '5ms' };
}
