import { describe, expect, it } from 'vitest';
import { disagreements } from './agreement.js';
import { BLOCKS, scenarioOf } from './blocks.js';
import { measureVirtual } from './measure-both.js';

/** As on a machine that has little else to do. */
const ALLOWANCE = { added: 7, least: 0.9, chance: 1 };

const yaml = scenarioOf(BLOCKS);
const right = measureVirtual(yaml);

describe('what is held against the figures of the simulation', () => {
  it('agrees with itself', () => {
    expect(disagreements(right, right, [], ALLOWANCE)).toEqual([]);
  });

  it.each([
    ['steps-api.operations.read', '[{ compute: 1ms }]'],
    ['instead-api.calls.instead-slow.timeout', '400ms'],
    ['inside-near.capacity', '4'],
    ['inside-db.service-time', '20ms'],
    ['levels-far.ttl', '10ms'],
    ['balanced-api.policy', 'round-robin'],
    ['full-api.queue', '100'],
    ['lines-api.workers', '6'],
    ['shared-api.cores', '8'],
  ])('does not agree with another %s', (path, value) => {
    const block = path.split('-')[0]!;
    const wrong = disagreements(right, measureVirtual(yaml, [`nodes.${path}=${value}`]), [], ALLOWANCE);
    expect(wrong.length).toBeGreaterThan(0);
    // And with all else: no block looks at another.
    expect(wrong.filter((line) => !line.startsWith(`${block}-`))).toEqual([]);
  });

  it.each(['crashing', 'silent', 'halting', 'far', 'checked', 'ring'])('does not agree where %s meets no fault', (name) => {
    const faults = [...(BLOCKS.find((block) => block.name === name)!.faults ?? '').matchAll(/@(\w+):/g)];
    expect(faults.length).toBeGreaterThan(0);
    const changes = faults.map((fault) => `faults.${name}-${fault[1]!}=null`);
    expect(disagreements(right, measureVirtual(yaml, changes), [], ALLOWANCE).length).toBeGreaterThan(0);
  });
});
