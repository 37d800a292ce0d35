import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/app/run.js';

/** Shipped scenarios of which theory has an exact form, and what of them is compared. */
const EXACT: readonly (readonly [scenario: string, arms: readonly string[], metrics: readonly string[]])[] = [
  ['balancing/one-line-or-many', ['random-line', 'lines-in-turn', 'one-line'], ['users.latency.mean', 'users.latency.p95']],
  ['verify/held-workers', ['base'], ['users.latency.mean', 'users.latency.p99', 'api.utilization', 'api.waiting.mean']],
  ['verify/event-loop', ['random', 'constant'], ['users.latency.mean', 'users.latency.p95', 'loop.core-waiting.mean']],
  ['verify/priority', ['base'], ['users[urgent].latency.mean', 'users[ordinary].latency.mean']],
  ['verify/closed-loop', ['base'], ['users.latency.mean', 'users.throughput', 'api.utilization']],
  ['verify/fan-out', ['base'], ['readers.latency.mean', 'readers.latency.p99']],
  ['verify/sharded-store', ['base'], ['readers.latency.mean', 'readers.latency.p95', 'orders#0.utilization']],
  ['verify/cache-ttl', ['two-seconds', 'half-a-second'], ['products.hit-ratio', 'readers.latency.mean']],
];

/** Of the figure that theory gives: as far as the middle of the interval may lie from it where it lies outside. */
const TOLERANCE = 0.01;
/** The interval itself must not be so wide that anything would lie in it. */
const WIDEST = 0.05;

describe.each(EXACT)('%s', (scenario, arms, metrics) => {
  it('comes out of the simulation as theory says', async () => {
    const path = fileURLToPath(new URL(`../../scenarios/${scenario}.yaml`, import.meta.url));
    const longer = { set: ['duration=1500s', 'warmup=20s'] };
    const theory = await run(path, { ...longer, engine: 'theory' });
    const virtual = await run(path, { ...longer, trials: 12, confidence: 0.999 });
    for (const name of arms) {
      const [said, seen] = [theory, virtual].map((result) => result.arms.find((arm) => arm.name === name)!.metrics);
      for (const metric of metrics) {
        const expected = said![metric]!.value;
        const { value, low, high } = seen![metric]!;
        const about = `${name} ${metric}: theory ${expected}, simulation ${value} (${low} to ${high})`;
        expect((high! - low!) / 2 / expected, about).toBeLessThan(WIDEST);
        const inside = low! <= expected && expected <= high!;
        expect(inside || Math.abs(value / expected - 1) < TOLERANCE, about).toBe(true);
      }
    }
  });
});
