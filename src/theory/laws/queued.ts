import type { FiniteQueue } from '../finite-queue.js';
import { pollaczekKhinchine } from '../pollaczek-khinchine.js';
import { cumulative } from './read.js';
import { law, type Law, lawOf, NOTHING, squaredVariation } from './law.js';

/**
 * How long one waits at M/G/1, first come first served: the sum of a geometric number of what is left of a service time.
 *
 * Source: the expansion of Pollaczek's and Khinchine's transform by Benes (1957), by the recursion of Panjer (1981).
 */
export function waitingAtOneServer(arrivalRate: number, service: Law): Law {
  const load = arrivalRate * service.mean;
  const { mean } = pollaczekKhinchine(arrivalRate, service.mean, squaredVariation(service));
  if (mean === 0) return NOTHING;
  if (service.masses === null || !Number.isFinite(mean)) return { mean, variance: Number.NaN, masses: null };
  const { masses } = service;
  const nothing = masses({ step: Number.MIN_VALUE, cells: 1 })[0]!;
  return law(mean, Number.NaN, (grid) => {
    const left = remaining(masses(grid), grid.step / service.mean, nothing);
    const scale = 1 / (1 - load * left[0]!);
    const waiting = new Float64Array(grid.cells);
    waiting[0] = (1 - load) * scale;
    for (let cell = 1; cell < waiting.length; cell++) {
      let sum = 0;
      for (let part = 1; part <= cell; part++) sum += left[part]! * waiting[cell - part]!;
      waiting[cell] = load * scale * sum;
    }
    return waiting;
  });
}

/** What is left of a service time at a random instant of it: its density is the tail, over the mean. `width` is the step, over the mean. */
function remaining(all: Float64Array, width: number, nothing: number): Float64Array {
  // Who needs no service at all is over at once, and never found in it.
  const service = nothing === 0 ? all : all.with(0, all[0]! - nothing);
  let tail = 1 - nothing;
  return service.map((mass, cell) => {
    // The trapezoid, less its error to the fourth order: over many services even a ten-thousandth too much would add up.
    const before = cell === 1 ? 2 * service[0]! : (service[cell - 1] ?? mass);
    const bend = (before - (service[cell + 1] ?? mass)) / 24;
    const area = (tail - mass / 2 - bend) * width;
    tail -= mass;
    return cell === 0 ? ((1 - nothing - mass / 2) * width) / 2 : area;
  });
}

/** How long those wait who are admitted to M/M/c/K: so many departures, each after an exponential time. */
export function waitingInFiniteQueue({ ahead }: FiniteQueue, departure: number): Law {
  let mean = 0;
  let square = 0;
  for (const [count, probability] of ahead.entries()) {
    mean += probability * count;
    square += probability * count * (count + 1);
  }
  if (mean === 0) return NOTHING;
  const logFactorials = new Float64Array(ahead.length);
  const upTo = Float64Array.from(ahead);
  for (let count = 1; count < ahead.length; count++) {
    logFactorials[count] = logFactorials[count - 1]! + Math.log(count);
    upTo[count]! += upTo[count - 1]!;
  }
  return lawOf(mean * departure, (square - mean * mean) * departure * departure, (x) => {
    // Of at most x: as many departures until then, a Poisson number, as there were ahead.
    const expected = x / departure;
    const spread = 12 * Math.sqrt(expected) + 12;
    const first = Math.max(0, Math.floor(expected - spread));
    const last = Math.min(ahead.length - 1, Math.ceil(expected + spread));
    let seen = 0;
    let sum = 0;
    for (let departures = first; departures <= last; departures++) {
      const exactly = Math.exp(departures * Math.log(expected) - expected - logFactorials[departures]!);
      seen += exactly;
      sum += exactly * upTo[departures]!;
    }
    // More departures than there are places free everybody.
    return expected + spread < ahead.length ? sum / seen : sum + Math.max(0, 1 - seen);
  });
}

/** The variance of a law whose masses are known, worked out on a grid that holds all but a millionth. */
export function withVariance(whole: Law): Law {
  if (!Number.isNaN(whole.variance) || whole.masses === null) return whole;
  let end = 8 * whole.mean;
  for (let doubling = 0; doubling < 12 && 1 - cumulative(whole, end)! > 1e-6; doubling++) end *= 2;
  const grid = { step: end / 2048, cells: 2048 };
  let square = 0;
  for (const [cell, mass] of whole.masses(grid).entries()) square += mass * (cell * grid.step) * (cell * grid.step);
  return { ...whole, variance: Math.max(0, square - whole.mean * whole.mean) };
}
