import type { MalformedScenario } from './malformed-scenario.js';
import { shop } from './shop.js';

export const wrongValues: readonly MalformedScenario[] = [
  { name: 'a list for a number', text: shop('workers: 8', 'workers: ¦[8]'), says: 'found a list' },
  { name: 'a word for a number', text: shop('workers: 8', 'workers: ¦eight'), says: 'expected a count' },
  {
    name: 'a list of nodes',
    text: shop('links:\n  shoppers <-> gateway: { latency: 20ms }', 'links: ¦[a, b]'),
    says: 'found a list',
  },
  { name: 'a map for a title', text: shop('A shop', '¦{ a: 1 }'), says: 'found a map' },
  { name: 'half a replica', text: shop('replicas: 4', 'replicas: ¦2.5'), says: 'expected a count' },
  { name: 'no replica', text: shop('replicas: 4', 'replicas: ¦0'), says: 'at least 1' },
  { name: 'fewer than no replicas', text: shop('replicas: 4', 'replicas: ¦-1'), says: 'expected a count' },
  { name: 'a duration without a unit', text: shop('duration: 60s', 'duration: ¦60'), says: 'expected a duration' },
  { name: 'a duration in words', text: shop('duration: 60s', 'duration: ¦60 seconds'), says: 'expected a duration' },
  { name: 'a negative duration', text: shop('duration: 60s', 'duration: ¦-60s'), says: 'expected a duration' },
  { name: 'no duration at all', text: shop('duration: 60s', 'duration: ¦0s'), says: 'more than' },
  { name: 'an absurd duration', text: shop('duration: 60s', 'duration: ¦1000000h'), says: 'expected a duration' },
  { name: 'a duration beyond all numbers', text: shop('duration: 60s', 'duration: ¦1e400s'), says: 'expected a duration' },
  { name: 'a size for a latency', text: shop('latency: 20ms', 'latency: ¦5KB'), says: 'a size where a duration is needed' },
  {
    name: 'a rate without a unit',
    text: shop('{ load: 2000/s }', '{ load: 2000 }').replace('poisson($load)', '¦poisson($load)'),
    says: 'rate',
  },
  { name: 'a negative rate', text: shop('poisson($load)', '¦poisson(-5/s)'), says: 'rate' },
  { name: 'a rate that is no number', text: shop('poisson($load)', '¦poisson(NaN/s)'), says: 'rate' },
  { name: 'a distribution that does not exist', text: shop('exponential(8ms)', '¦exponentail(8ms)'), says: 'exponentail' },
  { name: 'a distribution with too many arguments', text: shop('exponential(8ms)', '¦exponential(8ms 9ms)'), says: 'argument' },
  { name: 'a distribution that has no values', text: shop('exponential(8ms)', '¦uniform(9ms 8ms)'), says: 'uniform' },
  {
    name: 'a probability above one',
    text: shop('{ latency: exponential(0.3ms) }', '{ latency: 1ms, loss: ¦150% }'),
    says: '100%',
  },
  { name: 'weights that add up to nothing', text: shop('{ read: 95, write: 5 }', '¦{ read: 0, write: 0 }'), says: 'add up to 0' },
  {
    name: 'split points for another number of shards',
    text: shop('shards: 4,', 'shards: 4, ¦partitioning: { policy: range, split-points: [10, 20] },'),
    says: 'do not cut the keys into 4 shards',
  },
  {
    name: 'a server that nobody knows',
    text: shop('shards: 4,', 'shards: 4, backend: ¦postgress,'),
    says: 'no backend postgress',
  },
  {
    name: 'a server that cannot be such a node',
    text: shop('kind: cache,', 'kind: cache, backend: ¦postgres://127.0.0.1/test,'),
    says: 'no backend postgres for this kind of node',
  },
  { name: 'the address of no server', text: shop('shards: 4,', 'shards: 4, backend: ¦redis://,'), says: 'expected a server' },
  { name: 'another version of the language', text: shop('sysdesign: 1', 'sysdesign: ¦2'), says: 'version 1' },
  { name: 'a claim without a number', text: shop('seed: 7', 'seed: 7\nshows: [¦caching]'), says: 'number of a claim' },
  { name: 'more trials than anybody can wait for', text: shop('seed: 7', 'seed: 7\ntrials: ¦1M'), says: 'at most' },
  { name: 'a negative seed', text: shop('seed: 7', 'seed: ¦-7'), says: 'expected a count' },
];
