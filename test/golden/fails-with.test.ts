import { describe, expect, it } from 'vitest';
import { load } from '../../src/app/run.js';
import { runScenario } from '../../src/app/run-scenario.js';
import { catalogue } from '../../src/catalogue/catalogue.js';
import { shippedScenarios } from './shipped-scenarios.js';

const loaded = await Promise.all(shippedScenarios().map(async ({ name, path }) => ({ name, scenario: await load(path) })));

describe.each(loaded)('$name', ({ scenario }) => {
  it('has an expectation, and a change that breaks one', () => {
    expect(scenario.expectations.length).toBeGreaterThan(0);
    expect(scenario.failsWith.length).toBeGreaterThan(0);
  });

  it.each(scenario.failsWith)('fails with $settings', async ({ arms }) => {
    const { expectations, invariants } = await runScenario(scenario, arms, catalogue);
    expect(invariants.filter(({ holds }) => !holds)).toEqual([]);
    expect(expectations.map(({ verdict }) => verdict)).toContain('fail');
  });
});
