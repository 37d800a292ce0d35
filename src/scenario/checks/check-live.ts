import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Nanoseconds } from '../../core/time.js';
import { formatDuration, formatShare } from '../../language/quantities.js';
import { positionOf } from '../../language/position-of.js';
import type { Reader } from '../../language/reader.js';
import type { MapSource } from '../../language/source.js';
import type { Scenario } from '../scenario.js';

/** Reports a live run that would measure nothing, and load that cannot be made smaller. `duration` is that of the scenario or of its replay. */
export function checkLive(
  scenario: Scenario,
  duration: Nanoseconds,
  root: MapSource,
  catalogue: Catalogue,
  reader: Reader,
): void {
  const { live } = scenario;
  const section = root.entries.get('live')?.value;
  if (live === undefined || section === undefined) return;
  const lasts = live.duration ?? duration;
  if ((live.warmup ?? scenario.warmup) >= lasts) {
    const message = 'the warmup is not shorter than the duration of a live run: nothing would be measured';
    reader.report(positionOf(section, 'warmup'), message, `a live run lasts ${formatDuration(lasts)}`);
  }
  if (live.rate === 1) return;
  for (const [name, { kind, config, source }] of Object.entries(scenario.workloads)) {
    const scaled = catalogue.kind(kind).scaled?.(config, live.rate);
    if (scaled === undefined || !('problem' in scaled)) continue;
    const message = `${name} cannot have ${formatShare(live.rate)} of its load in a live run: ${scaled.problem}`;
    reader.report(positionOf(source, 'arrivals'), message, scaled.hint ?? 'give live: another rate');
  }
}
