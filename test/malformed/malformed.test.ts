import { describe, expect, it } from 'vitest';
import { InputError, type Problem } from '../../src/core/problem.js';
import { loadScenario } from '../../src/scenario/load-scenario.js';
import { malformedScenarios } from './malformed-scenarios.js';
import { writeMalformed } from './write-malformed.js';

function problemsOf(file: string): readonly Problem[] {
  try {
    loadScenario(file);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe('a malformed scenario is answered with the place and the reason', () => {
  it.each(malformedScenarios)('$name', (scenario) => {
    const written = writeMalformed(scenario);
    try {
      const problems = problemsOf(written.file).map(({ at, message }) => `${at?.file}:${at?.line}:${at?.column} ${message}`);
      const here = problems.filter((problem) => problem.startsWith(`${written.at} `)).join('\n');
      expect(here, problems.join('\n')).toContain(scenario.says);
      expect(here, problems.join('\n')).not.toBe('');
    } finally {
      written.remove();
    }
  });
});
