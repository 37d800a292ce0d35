import { inkFor } from './ink.js';
import type { Reporter } from './reporter.js';
import { armSettings } from './terminal/arm-settings.js';
import { caches } from './terminal/caches.js';
import { comparison } from './terminal/comparison.js';
import { faultWindows } from './terminal/fault-windows.js';
import { header } from './terminal/header.js';
import { load } from './terminal/load.js';
import { machine } from './terminal/machine.js';
import { overTime } from './terminal/over-time.js';
import type { Section } from './terminal/page.js';
import { replays } from './terminal/replays.js';
import { requests } from './terminal/requests.js';
import { stations } from './terminal/stations.js';
import { theory } from './terminal/theory.js';
import { timeParts } from './terminal/time-parts.js';
import { conclusion, expectations, invariants, warnings } from './terminal/verdicts.js';

/** From what was asked to what it comes to; a section with nothing to say is left out. */
const SECTIONS: readonly Section[] = [
  header,
  armSettings,
  comparison,
  requests,
  replays,
  timeParts,
  stations,
  caches,
  load,
  overTime,
  faultWindows,
  machine,
  theory,
  expectations,
  warnings,
  invariants,
  conclusion,
];

export const terminal: Reporter = {
  name: 'terminal',
  summary: 'The summary for a person: figures, bars and verdicts on a page of a given width.',
  reference: 'hyperfine and k6, whose summaries end with what to believe',
  render(result, { width, colour }) {
    const page = { width, ink: inkFor(colour) };
    const sections = SECTIONS.map((section) => section(result, page)).filter((lines) => lines.length > 0);
    return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
  },
};
