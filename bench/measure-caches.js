import { contendersOf } from '../dist/app/cache/contenders.js';
import { readKeys } from '../dist/app/cache/read-keys.js';
import { cpuSecondsOf } from './cpu-seconds.js';

// node bench/measure-caches.js TRACE POLICY: requests per second of processor time in caches of a tenth of the objects; prints JSON.
const [file, policy] = process.argv.slice(2);
const ROUNDS = 12;
const NONE = { text: 'none', config: { name: 'none', options: {} } };
const trace = await readKeys(file, 'detect', { keep: 'keys' }, {});
const sequence = { keys: trace.keys, keyCount: trace.keyCount, sizes: null, nextUses: null };
const capacity = { amount: Math.floor(trace.keyCount / 10), unit: 'entries' };
const [contender] = await contendersOf(policy, NONE, 1);
const replay = async () => {
  const simulation = contender.create(capacity, sequence, null);
  simulation.advance(trace.count);
  return simulation.misses;
};
// The first rounds are the compiler's.
await replay();
await replay();
const speeds = [];
let misses = 0;
for (let round = 0; round < ROUNDS; round++) {
  // Two at once would each be charged with the other's time.
  // oxlint-disable-next-line no-await-in-loop
  const { value, cpuSeconds } = await cpuSecondsOf(replay);
  misses = value;
  speeds.push(trace.count / cpuSeconds);
}
console.log(JSON.stringify({ speeds, missRatio: misses / trace.count, requests: trace.count, entries: capacity.amount }));
