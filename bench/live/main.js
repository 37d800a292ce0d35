// What is measured must not happen at once: these loops are sequences.
// oxlint-disable no-await-in-loop
import { parseArgs } from 'node:util';
import { median } from '../median.js';
import { findLoader } from './load.js';
import { cpuSecondsOf, startNginx, startScript, stopAll } from './servers.js';

const USAGE = `npm run bench:live -- [--rounds N] [--seconds N]

Three bare servers stand behind proxies that are loaded by turns: one written by hand on node:http and undici.request, one made
of the live engine's two ends of a hop, the balancer of a live run, and nginx with one worker where it is installed. What counts is how many requests a
proxy passes on in a second of its own processor time, next to the one written by hand; the other figures are shown.

  --rounds N   how often each is loaded; medians of the ratios within a round are compared (5)
  --seconds N  how long each time (3)
`;
/** Of what a proxy written by hand passes on. */
const AT_LEAST = 0.8;
const TRIES = 5;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help) process.stdout.write(USAGE);
else await measure(Number(values.rounds), Number(values.seconds));

async function measure(rounds, seconds) {
  try {
    const origins = await startScript('origins.js');
    const proxies = {
      'by hand': await startScript('proxy-bare.js', ...origins.ports),
      wire: await startScript('proxy-wire.js', ...origins.ports),
      balancer: await startScript('proxy-balancer.js', ...origins.ports),
      nginx: await startNginx(origins.ports),
    };
    const loader = await findLoader();
    process.stdout.write(`loaded by ${loader.name}, ${rounds} rounds of ${seconds} s\n`);
    const present = Object.entries(proxies).filter(([, proxy]) => proxy !== undefined);
    // Unmeasured, so that each has been compiled.
    for (const [, proxy] of present) await measureOne(proxy, loader, 1);
    const measured = [];
    for (let round = 0; round < rounds; round++) measured.push(await measureRound(present, loader, seconds));
    process.exitCode = show(measured) ? 0 : 1;
  } finally {
    stopAll();
  }
}

/** By turns, so that whatever else the machine does falls on all. */
async function measureRound(proxies, loader, seconds) {
  const round = {};
  for (const [name, proxy] of proxies) round[name] = await measureOne(proxy, loader, seconds);
  return round;
}

async function measureOne({ ports, pids }, loader, wanted) {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = cpuSecondsOf(pids);
    const loaded = await loader.load(ports[0], wanted);
    if (loaded === undefined) continue;
    const { requests, seconds } = loaded;
    return { perSecond: requests / seconds, perCpuSecond: requests / (cpuSecondsOf(pids) - before) };
  }
  throw new Error('this machine stands still too often to measure anything on it');
}

function show(rounds) {
  let good = true;
  for (const name of Object.keys(rounds[0])) {
    const of = (key) => median(rounds.map((round) => round[name][key]));
    const ratio = (key) => median(rounds.map((round) => round[name][key] / round['by hand'][key]));
    const judged = name === 'wire' || name === 'balancer';
    const verdict = !judged ? '' : ratio('perCpuSecond') >= AT_LEAST ? '  pass' : '  FAIL';
    if (verdict.endsWith('FAIL')) good = false;
    process.stdout.write(
      `${name.padEnd(10)}${of('perSecond').toFixed(0).padStart(7)}/s ${of('perCpuSecond').toFixed(0).padStart(8)}/s of CPU` +
        `   ratios ${ratio('perSecond').toFixed(2)} ${ratio('perCpuSecond').toFixed(2)}${judged ? `, at least ${AT_LEAST}` : ''}${verdict}\n`,
    );
  }
  return good;
}
