import { parseArgs } from 'node:util';
import { speedOfCaches } from './caches.js';
import { memoryOf } from './memory.js';
import { MODELS } from './models.js';
import { speedOf } from './speed.js';
import { startOver } from './start.js';

const USAGE = `npm run bench -- [--rounds N] [--long]

Runs the hand-written loops of bench/loops and the tool by turns, each in a process of its own, and compares the requests
they finish in a second of processor time. Then the caches of recorded keys, the start of the program, and the memory of a long run.

  --rounds N  how often each is run; medians are compared (5)
  --long      measure memory over 100 million requests instead of 10 million; takes minutes
`;

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, long: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});

if (values.help) {
  process.stdout.write(USAGE);
} else {
  const verdicts = [];
  for (const name of Object.keys(MODELS)) verdicts.push(...showSpeed(speedOf(name, Number(values.rounds))));
  verdicts.push(showCaches(speedOfCaches()));
  verdicts.push(showStart(startOver(2 * Number(values.rounds) + 1)));
  verdicts.push(showMemory(memoryOf('three-tier', values.long ? 100_000_000 : 10_000_000)));
  process.exitCode = verdicts.every((good) => good) ? 0 : 1;
}

function showSpeed({ name, loop, run, longRun, ratio, atLeast, meanOfLoop, meanOfRun, fastEnough, steady }) {
  line(
    name,
    `loop ${millions(loop)}/s, tool ${millions(run)}/s of CPU; mean latency ${meanOfLoop.toFixed(3)} and ${meanOfRun.toFixed(3)} ms`,
  );
  line('', `tool / loop ${ratio.toFixed(3)}, at least ${atLeast.toFixed(3)}`, fastEnough);
  line('', `5M requests: ${millions(longRun)}/s of CPU, 2M: ${millions(run)}/s`, steady);
  return [fastEnough, steady];
}

function showCaches(caches) {
  if (caches === null) {
    line('caches', 'not measured: there is no ../shared/data');
    return true;
  }
  for (const { policy, speed, missRatio } of caches.measured) {
    line('cache', `${policy.padEnd(10)}${millions(speed)}/s of CPU, miss ratio ${missRatio.toFixed(4)}`);
  }
  const fastEnough = caches.ratio >= 1;
  line('', `lru / ${caches.product} ${caches.ratio.toFixed(2)}, at least 1`, fastEnough);
  return fastEnough;
}

function showStart({ bare, help, over, most, fastEnough }) {
  line(
    '--help',
    `${help.toFixed(0)} ms, ${over.toFixed(0)} ms over bare node (${bare.toFixed(0)} ms), at most ${most}`,
    fastEnough,
  );
  return fastEnough;
}

function showMemory({ name, requests, cpuSeconds, maxResidentBytes, most, smallEnough }) {
  const size = `${(maxResidentBytes / 1e6).toFixed(0)} MB resident at most, below ${(most / 1e6).toFixed(0)}`;
  line('memory', `${name}, ${millions(requests)} requests in ${cpuSeconds.toFixed(1)} s of CPU: ${size}`, smallEnough);
  return smallEnough;
}

function line(subject, text, good) {
  const verdict = good === undefined ? '' : good ? '  pass' : '  FAIL';
  process.stdout.write(`${subject.padEnd(12)}${text}${verdict}\n`);
}

function millions(value) {
  return `${(value / 1e6).toFixed(2)}M`;
}
