import { beforeAll, describe, expect, it } from 'vitest';
import type { MetricTable } from '../../src/metrics/run-result.js';
import { disagreements } from './agreement.js';
import { BLOCKS, scenarioOf } from './blocks.js';
import { type Both, measureBoth } from './measure-both.js';

/** In slow motion what other programs on this machine take of its time is small beside what the nodes are told to take. */
const SLOW_MOTION = 16;

/** What sockets and threads cost on a machine that has nothing else to do, in ms of the run. */
const USUAL = 5;
/** Over so many hops a request goes, each of which may be as late as requests leave. */
const HOPS = 4;
/** Requests that leave later than this would not be what the scenario says, in ms of the run. */
const TOO_LATE = 8;

const STEADY = { least: 0.9, chance: 1 };
const TOUCHY = { least: 0.5, chance: 2 };

let both: Both;

beforeAll(async () => {
  both = await measureBoth(scenarioOf(BLOCKS), { threads: 2, work: 'sleep', slowMotion: SLOW_MOTION });
}, 60_000);

describe('the live engine measures what the virtual one does', () => {
  it.for(BLOCKS)('of $shows', ({ name, differences = [], touchy }, context) => {
    if (both.lag > TOO_LATE) context.skip(`this machine is too busy: requests left ${both.lag} ms late`);
    const [virtual, live] = [ofBlock(both.virtual, name), ofBlock(both.live, name)];
    expect(Object.keys(virtual).length).toBeGreaterThan(50);
    const allowance = { added: USUAL + HOPS * both.lag, ...(touchy === undefined ? STEADY : TOUCHY) };
    expect(disagreements(virtual, live, differences, allowance)).toEqual([]);
  });
});

function ofBlock(table: MetricTable, name: string): MetricTable {
  return Object.fromEntries(Object.entries(table).filter(([path]) => path.startsWith(`${name}-`)));
}
