import type { RunResult } from '../app/index.js';

/** What the program ends with. */
export const ExitCode = {
  success: 0,
  /** An expectation or an invariant failed. */
  failed: 1,
  badInput: 2,
  notJudged: 3,
  /** A bug in this program. */
  bug: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export function exitCodeOf(result: RunResult): ExitCode {
  if (result.interrupted) return ExitCode.interrupted;
  if (result.verdict === 'pass') return ExitCode.success;
  return result.verdict === 'fail' ? ExitCode.failed : ExitCode.notJudged;
}

/** Of several runs: what most needs to be known. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  const order = [ExitCode.interrupted, ExitCode.bug, ExitCode.badInput, ExitCode.failed, ExitCode.notJudged];
  return order.find((code) => codes.includes(code)) ?? ExitCode.success;
}
