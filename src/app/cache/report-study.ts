import type { CacheStudy } from '../../reporters/cache-study/cache-study.js';
import { studyCsv } from '../../reporters/cache-study/csv.js';
import { studyJson } from '../../reporters/cache-study/json.js';
import { studyText } from '../../reporters/cache-study/terminal.js';
import type { ReportOptions } from '../../reporters/reporter.js';

/** A study as text in one of the formats. */
export function reportStudy(study: CacheStudy, format: 'terminal' | 'json' | 'csv', options: ReportOptions): string {
  if (format === 'json') return studyJson(study);
  return format === 'csv' ? studyCsv(study) : studyText(study, options);
}
