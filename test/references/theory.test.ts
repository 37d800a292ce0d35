import { expect, it } from 'vitest';
import { run } from '../../src/app/index.js';
import { scenarioOf } from './experiment.js';
import { balancing } from './rows/balancing.js';
import { caching } from './rows/caching.js';
import { closedNetwork } from './rows/closed-network.js';
import { fanOut } from './rows/fan-out.js';
import { generalService } from './rows/general-service.js';
import { severalServers } from './rows/many-servers.js';
import { randomChoices } from './rows/random-choices.js';
import { singleServer } from './rows/single-server.js';

/** Percentiles come from cells of a grid, and hit ratios from a time that is searched for. */
const CLOSE = 0.005;

/** Of these theory says nothing, or only in the limit; with the words in which it says so. */
const BEYOND: readonly (readonly [RegExp, RegExp])[] = [
  [/shorter of two queues/, /the shortest of all queues/],
  [/whoever is idle/, /nothing is known of how join-idle-queue/],
  [/numbers read off/, /depends on how busy all are/],
];

/** Metrics of which theory does not speak. */
const UNSPOKEN = /status-503|stale-ratio/;

const all = [
  ...singleServer,
  ...severalServers,
  ...generalService,
  ...closedNetwork,
  ...randomChoices,
  ...balancing,
  ...caching,
  ...fanOut,
];

it.each(all.map((experiment) => [experiment.name, experiment] as const))(
  'theory says of %s what is published',
  async (name, experiment) => {
    const { arms } = await run(scenarioOf(experiment, experiment.long), { engine: 'theory' });
    const { metrics, theory } = arms[0]!;
    for (const { metric, scale, expected, tolerance, approximate } of experiment.figures) {
      const said = metrics[metric];
      if (said !== undefined) {
        expect(Math.abs((said.value * (scale ?? 1)) / expected - 1), `${metric}: ${said.value} for ${expected}`).toBeLessThan(
          approximate === true ? tolerance : CLOSE,
        );
      } else if (!UNSPOKEN.test(metric)) {
        const reason = BEYOND.find(([experiments]) => experiments.test(name))?.[1] ?? /nothing else may be absent/;
        expect(theory!.broken.map((assumption) => assumption.reason).join('; ')).toMatch(reason);
      }
    }
  },
);
