import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { report } from '../../src/app/report.js';
import { load } from '../../src/app/run.js';
import { runScenario } from '../../src/app/run-scenario.js';
import { catalogue } from '../../src/catalogue/catalogue.js';
import type { LoadedScenario } from '../../src/scenario/load-scenario.js';
import { shippedScenarios } from './shipped-scenarios.js';

/** UPDATE_GOLDEN=1 writes the files anew; read their difference before you commit it. */
const update = process.env['UPDATE_GOLDEN'] === '1';

describe.each(shippedScenarios())('$name', ({ path, golden }) => {
  it('holds, and prints what stands beside it', async () => {
    const scenario: LoadedScenario = await load(path);
    const result = await runScenario(scenario, scenario.arms, catalogue);
    const text = report(result, 'terminal', { width: 80, colour: false });
    if (update) writeFileSync(golden, text);
    expect(result.expectations.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect(result.invariants.filter(({ holds }) => !holds)).toEqual([]);
    expect(result.verdict).toBe('pass');
    expect(existsSync(golden), `UPDATE_GOLDEN=1 npx vitest run test/golden writes ${golden}`).toBe(true);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });
});
