import type { RunResult } from '../../metrics/run-result.js';
import { padded } from '../display-width.js';
import { wrap } from '../wrap.js';
import type { Page } from './page.js';

/** What each arm changes. */
export function armSettings(result: RunResult, { width, ink }: Page): string[] {
  if (result.arms.length < 2) return [];
  const longest = Math.max(...result.arms.map((arm) => arm.name.length));
  return [
    ink.strong('Arms'),
    ...result.arms.flatMap((arm) => {
      const indent = 4 + longest;
      const lines = wrap(arm.settings === '' ? 'as written' : arm.settings, width - indent);
      return lines.map((line, index) => `  ${padded(index === 0 ? arm.name : '', longest)}  ${ink.dim(line)}`);
    }),
  ];
}
