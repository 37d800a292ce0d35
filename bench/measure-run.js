import { fileURLToPath } from 'node:url';
import { run } from '../dist/app/index.js';
import { cpuSecondsOf } from './cpu-seconds.js';
import { MODELS } from './models.js';

// node bench/measure-run.js MODEL REQUESTS: one run from YAML, all metrics on, in a process of its own; prints JSON.
const [name, requests] = process.argv.slice(2);
const { workload, requestsPerSecond } = MODELS[name];
const scenario = fileURLToPath(new URL(`scenarios/${name}.yaml`, import.meta.url));
const { value, cpuSeconds } = await cpuSecondsOf(() =>
  run(scenario, { set: [`duration=${Number(requests) / requestsPerSecond}s`] }),
);
const { metrics } = value.arms[0];
console.log(
  JSON.stringify({
    requests: metrics[`${workload}.requests`].value,
    cpuSeconds,
    meanMilliseconds: metrics[`${workload}.latency.mean`].value,
    maxResidentBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
