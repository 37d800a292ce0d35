import type { Reader } from '../../language/reader.js';
import type { MapSource, Source } from '../../language/source.js';
import { formatDuration } from '../../language/quantities.js';
import type { Nanoseconds } from '../../core/time.js';
import { MAX_REPETITIONS } from '../limits.js';
import type { Scenario } from '../scenario.js';

/** Reports a measured time that is empty and actions that come too late. `duration` is that of the scenario or of its replay. */
export function checkTimes(scenario: Scenario, duration: Nanoseconds, root: MapSource, reader: Reader): void {
  if (scenario.warmup >= duration) {
    const at = under(root, ['warmup']) ?? root;
    reader.report(
      at,
      'the warmup is not shorter than the duration: nothing would be measured',
      `the duration is ${formatDuration(duration)}`,
    );
  }
  for (const family of ['faults', 'changes'] as const) {
    for (const [name, action] of Object.entries(scenario[family])) {
      if (action.every !== null && (duration - action.begins) / action.every > MAX_REPETITIONS) {
        const often = under(root, [family, name, 'every']) ?? root;
        reader.report(often, `${name} would repeat more than ${MAX_REPETITIONS} times`);
      }
      if (action.begins < duration) continue;
      const at = under(root, [family, name, 'at']) ?? root;
      reader.report(at, `${name} would begin after the end`, `the duration is ${formatDuration(duration)}`);
    }
  }
}

function under(source: Source, path: readonly string[]): Source | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return source;
  const entry = source.kind === 'map' ? source.entries.get(key) : undefined;
  return entry === undefined ? undefined : under(entry.value, rest);
}
