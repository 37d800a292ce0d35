import type { Catalogue } from '../catalogue/catalogue.js';
import { InputError } from '../core/problem.js';
import type { Nanoseconds } from '../core/time.js';
import { scaleModel } from '../engines/scale-model.js';
import { VirtualRun } from '../engines/virtual/virtual-run.js';
import type { Model } from '../environment/model.js';
import { formatShare } from '../language/quantities.js';
import { figure } from '../metrics/figure.js';
import type { LiveSettings } from './live-settings.js';

/** Of the machine's cores: beyond this, what is measured is the machine. The rest is for sockets, timers and the system. */
const MOST_OF_THE_CORES = 0.6;

/** Enough for a mean, and less than a second of this process. */
const EVENTS = 300_000;

/** The busiest of so many parts of the run counts, so that a peak is not averaged away. */
const PARTS = 10;

/** How often a smaller rate is tried. */
const TRIES = 6;

/** How many cores a Model keeps busy in the busiest tenth of its time. */
export function computeDemand(model: Model, catalogue: Catalogue): number {
  const run = new VirtualRun(inParts(model), catalogue);
  while (run.events < EVENTS && !run.advance(EVENTS - run.events));
  run.interrupt();
  const { timeline, recorders, endedAt } = run.measurements();
  let busiest = 0;
  for (let part = 0; part < PARTS; part++) {
    const [from, to] = [partAt(model, part), Math.min(partAt(model, part + 1), endedAt)];
    // What the events did not suffice for is no shorter stretch but none, unless it is the first.
    if (to <= from || (part > 0 && to < partAt(model, part + 1))) break;
    const edges = [timeline.edgeAt(from), timeline.edgeAt(partAt(model, part + 1))] as const;
    const busy = recorders.reduce((sum, recorder) => sum + (recorder.levels.get('busy-cores')?.between(...edges) ?? 0), 0);
    busiest = Math.max(busiest, busy / (to - from));
  }
  return busiest;
}

/**
 * Refuses a run that keeps more than 60% of the machine's cores busy, with the figure and the largest rate that fits. What
 * computes is found by a short simulation, which knows how often each step is taken. Throws InputError.
 */
export function checkDemand(model: Model, settings: LiveSettings, cores: number, catalogue: Catalogue): void {
  if (settings.work === 'sleep') return;
  const room = cores * MOST_OF_THE_CORES;
  const demand = computeDemand(scaleModel(model, settings.rate, catalogue), catalogue);
  if (demand <= room) return;
  const arm = model.arm === 'base' ? '' : `arm ${model.arm}: `;
  const share = figure(demand / cores, 'ratio', 2);
  const message = `${arm}it computes ${share} of the ${cores} cores of this machine; a live run may take ${formatShare(MOST_OF_THE_CORES)} of them`;
  throw new InputError([{ message, hint: hintFor(model, settings.rate * (room / demand), room, catalogue) }]);
}

function hintFor(model: Model, rate: number, room: number, catalogue: Catalogue): string {
  const fitting = largestRate(model, rate, room, catalogue);
  const asleep = 'live: { work: sleep } computes nothing';
  return fitting === undefined
    ? `no smaller rate fits; ${asleep}`
    : `write live: { rate: ${formatShare(fitting)} } or --rate ${formatShare(fitting)}; ${asleep}`;
}

/** At or below what the figure suggests: where nodes are overloaded, they compute less than proportionally less. */
function largestRate(model: Model, suggested: number, room: number, catalogue: Catalogue): number | undefined {
  let rate = suggested;
  for (let tried = 0; tried < TRIES; tried++) {
    rate = toTwoDigits(rate);
    const demand = demandAt(model, rate, catalogue);
    if (demand === undefined) return undefined;
    if (demand <= room) return rate;
    rate *= Math.min(0.95, room / demand);
  }
  return undefined;
}

/** undefined where the load cannot be so small. */
function demandAt(model: Model, rate: number, catalogue: Catalogue): number | undefined {
  try {
    return computeDemand(scaleModel(model, rate, catalogue), catalogue);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Downwards: 17.6% is 17%, 1.234% is 1.2%. */
function toTwoDigits(rate: number): number {
  const step = Math.exp(Math.log(10) * (Math.floor(Math.log10(rate)) - 1));
  return Number((Math.floor(rate / step + 1e-9) * step).toPrecision(2));
}

function partAt(model: Model, part: number): Nanoseconds {
  return Math.round((model.duration * part) / PARTS);
}

function inParts(model: Model): Model {
  const parts = Array.from({ length: PARTS }, (_, part) => ({
    name: `${part}`,
    from: partAt(model, part),
    to: partAt(model, part + 1),
  }));
  return { ...model, windows: parts };
}
