import { child } from './child.js';
import { median } from './median.js';
import { MODELS } from './models.js';

const SHORT = 2_000_000;
const LONG = 5_000_000;
/** Two medians of one program differ by this much on a machine that does other things as well. */
const NOISE = 0.05;

/** The loop and the tool by turns, so that whatever else the machine does falls on both. */
export function speedOf(name, rounds) {
  const { atLeast } = MODELS[name];
  const loops = [];
  const runs = [];
  const longRuns = [];
  for (let round = 0; round < rounds; round++) {
    loops.push(child('measure-loop.js', name, SHORT));
    runs.push(child('measure-run.js', name, SHORT));
    longRuns.push(child('measure-run.js', name, LONG));
  }
  const loop = median(loops.map(requestsPerSecond));
  const run = median(runs.map(requestsPerSecond));
  const longRun = median(longRuns.map(requestsPerSecond));
  return {
    name,
    loop,
    run,
    longRun,
    ratio: run / loop,
    atLeast,
    meanOfLoop: median(loops.map((measured) => measured.meanMilliseconds)),
    meanOfRun: median(runs.map((measured) => measured.meanMilliseconds)),
    fastEnough: run / loop >= atLeast,
    steady: longRun >= run * (1 - NOISE),
  };
}

function requestsPerSecond({ requests, cpuSeconds }) {
  return requests / cpuSeconds;
}
