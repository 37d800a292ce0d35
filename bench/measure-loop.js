import { cpuSecondsOf } from './cpu-seconds.js';
import { MODELS } from './models.js';

// node bench/measure-loop.js MODEL REQUESTS: one run of the hand-written loop in a process of its own; prints JSON.
const [name, requests] = process.argv.slice(2);
const { value, cpuSeconds } = await cpuSecondsOf(() => MODELS[name].loop(Number(requests)));
console.log(
  JSON.stringify({
    requests: value.requests,
    cpuSeconds,
    meanMilliseconds: value.mean,
    maxResidentBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
