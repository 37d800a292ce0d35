import type { CacheStudy } from './cache-study.js';

export function studyJson(study: CacheStudy): string {
  return `${JSON.stringify(study, null, 2)}\n`;
}
