import { describe, expect, it } from 'vitest';
import { run } from '../../src/app/run.js';
import { pages, scenariosIn } from './pages.js';

const shown = pages().flatMap((page) => scenariosIn(page).map((text) => [page.path, titleOf(text), text] as const));

function titleOf(scenario: string): string {
  return /^title: (.*)$/m.exec(scenario)![1]!;
}

describe('the scenarios that the pages show', () => {
  it.each(shown)('%s: %s', async (_path, _title, text) => {
    const result = await run(text);
    expect(result.expectations.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect(result.verdict).toBe('pass');
  });
});
