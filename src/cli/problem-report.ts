import { describeProblems } from '../app/describe-problems.js';
import type { Problem } from '../core/problem.js';
import type { Host } from './host.js';

/** Problems as text, with the lines in which they stand. */
export async function problemReport(problems: readonly Problem[], host: Host): Promise<string> {
  const files = [...new Set(problems.flatMap(({ at }) => at?.file ?? []))];
  const lines = new Map(await Promise.all(files.map(async (file) => [file, await host.readLines(file)] as const)));
  return describeProblems(problems, { colour: host.stderr.colour, line: (file, line) => lines.get(file)?.[line - 1] });
}
