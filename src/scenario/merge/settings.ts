import { InputError, type Problem } from '../../core/problem.js';
import type { Source } from '../../language/source.js';
import type { ArmOverlay } from './arm-overlays.js';
import { readSetting, type Setting } from './setting.js';

/** What the command line may say about a scenario. */
export interface SettingOptions {
  /** `path=value`, in the order of the command line. */
  readonly set?: readonly string[];
  readonly seed?: string | number | undefined;
  readonly trials?: string | number | undefined;
}

/** Reads all settings. Throws InputError with the problems of all of them. */
export function readSettings({ set = [], seed, trials }: SettingOptions): readonly Setting[] {
  const given = { seed, trials };
  const short = Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
  const problems: Problem[] = [];
  const settings: Setting[] = [];
  for (const text of [...set, ...short]) {
    try {
      settings.push(readSetting(text));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return settings;
}

/** A setting that every arm overrides would change nothing, without a word. */
export function reportIdle(settings: readonly Setting[], arms: readonly ArmOverlay[], problems: Problem[]): void {
  for (const { path, at } of settings) {
    if (!arms.every(({ overlay }) => reaches(overlay, path))) continue;
    const message = 'this setting has no effect: every arm gives this key a value of its own';
    problems.push({
      message,
      at,
      text: path.join('.'),
      hint: `set it in an arm: --set arms.${arms[0]!.name}.${path.join('.')}=...`,
    });
  }
}

function reaches(source: Source, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  if (source.kind !== 'map') return true;
  const entry = source.entries.get(key);
  return entry !== undefined && reaches(entry.value, rest);
}
