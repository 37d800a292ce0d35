/** The library: `import { run } from 'sysdesign'`. */
export { InvariantError } from '../core/assert.js';
export { InputError, type Position, type Problem } from '../core/problem.js';
export type { InvariantResult } from '../metrics/measurements.js';
export type {
  ActionResult,
  ArmResult,
  ExpectationResult,
  HopResult,
  MetricTable,
  MetricValue,
  RunResult,
  Series,
  SubjectResult,
  TraceResult,
  Verdict,
} from '../metrics/run-result.js';
export type { Unit } from '../metrics/declaration.js';
export type { VerifyArm, VerifyResult, VerifyRow } from '../metrics/verify-result.js';
export type { CacheStudy, StudiedCache, StudiedPolicy } from '../reporters/cache-study/cache-study.js';
export { resultsJson } from '../metrics/run-result-json.js';
export { studyCache, type StudyControl, type StudyOptions } from './cache/study-cache.js';
export { report, type ReportFormat } from './report.js';
export { run, type RunOptions } from './run.js';
export type { RunProgress, RunScenarioOptions } from './run-scenario.js';
