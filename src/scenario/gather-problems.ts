import type { Problem } from '../core/problem.js';
import { MAX_PROBLEMS } from './limits.js';

/** The problems that one arm has. */
export interface ArmProblems {
  /** null for what is wrong with the file itself. */
  readonly arm: string | null;
  readonly problems: readonly Problem[];
}

/**
 * Each problem once, in the order of the text. What only some arms have says so. A place that the YAML reader complained
 * about (`first`) needs no second opinion.
 */
export function gatherProblems(first: readonly Problem[], arms: readonly ArmProblems[]): Problem[] {
  const known = new Set(first.map(placeOf));
  const found = new Map<string, { problem: Problem; arms: Set<string | null> }>();
  for (const { arm, problems } of arms) {
    for (const problem of problems) {
      if (problem.at !== undefined && known.has(placeOf(problem))) continue;
      const key = `${placeOf(problem)} ${problem.message}`;
      const entry = found.get(key) ?? { problem, arms: new Set() };
      entry.arms.add(arm);
      found.set(key, entry);
    }
  }
  const count = new Set(arms.map(({ arm }) => arm).filter((arm) => arm !== null)).size;
  const rest = [...found.values()].map(({ problem, arms: having }) => {
    return having.size === count || having.has(null)
      ? problem
      : { ...problem, message: `${problem.message} (${namesOf(having)})` };
  });
  return shortened(unique([...first, ...rest]).toSorted(byPlace));
}

function shortened(problems: readonly Problem[]): Problem[] {
  const more = problems.length - MAX_PROBLEMS;
  if (more <= 0) return [...problems];
  const last = problems[MAX_PROBLEMS]!;
  return [...problems.slice(0, MAX_PROBLEMS), { message: `and ${more} more problems from here on`, at: last.at }];
}

function namesOf(arms: ReadonlySet<string | null>): string {
  const names = [...arms].filter((arm) => arm !== null);
  return names.length === 1 ? `in ${names[0]}` : `in ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${placeOf(problem)} ${problem.message}`, problem])).values()];
}

function placeOf({ at }: Problem): string {
  return at === undefined ? '' : `${at.file}:${at.line}:${at.column}`;
}

function byPlace(left: Problem, right: Problem): number {
  if (left.at === undefined || right.at === undefined) return Number(right.at === undefined) - Number(left.at === undefined);
  if (left.at.file !== right.at.file) return left.at.file < right.at.file ? -1 : 1;
  return left.at.line - right.at.line || left.at.column - right.at.column;
}
