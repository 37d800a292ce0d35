/** A scenario that must be refused. ¦ marks the place at which the first problem must point; it is taken out before use. */
export interface MalformedScenario {
  readonly name: string;
  readonly text: string | Uint8Array;
  /** What the message about that place must say. */
  readonly says: string;
  /** Where no mark can stand in the text: line and column. */
  readonly at?: string;
  /** Other files beside it. */
  readonly files?: Readonly<Record<string, string>>;
}

const SHOP = `sysdesign: 1
title: A shop
seed: 7
duration: 60s
warmup: 10s
parameters: { load: 2000/s }
workloads:
  shoppers:
    target: gateway
    arrivals: poisson($load)
    mix: { read: 95, write: 5 }
    keys: zipf(0.9 100k)
    timeout: 1s
nodes:
  gateway: { kind: load-balancer, targets: api, policy: least-connections }
  api:
    kind: service
    replicas: 4
    workers: 8
    operations:
      read:
        - compute: lognormal(0.4ms 0.2ms)
        - fetch: { from: products, else: catalogue }
      write:
        - call: catalogue
  products: { kind: cache, inside: api, policy: lru, capacity: 10k, ttl: 30s }
  catalogue: { kind: store, shards: 4, workers: 16, service-time: exponential(8ms) }
network: { latency: exponential(0.3ms) }
links:
  shoppers <-> gateway: { latency: 20ms }
faults:
  outage: { at: 30s, for: 5s, crash: api/2 }
arms:
  short: { nodes.products.ttl: 1s }
  long: { nodes.products.ttl: 60s }
expect:
  - shoppers[read].latency.p99 < 100ms
  - long.products.hit-ratio > short.products.hit-ratio
fails-with:
  - { nodes.products.capacity: 1 }
`;

/** The shop with one thing changed. */
function shop(from: string, to: string): string {
  if (!SHOP.includes(from)) throw new Error(`the shop has no ${from}`);
  return SHOP.replace(from, to);
}

function bomb(): string {
  const names = 'abcdefghi'.split('');
  const lines = names.map((name, index) => {
    const item = index === 0 ? 'lol' : `*${names[index - 1]}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => item).join(', ')}]`;
  });
  return `${lines.join('\n')}\n`;
}

const HOSTILE: readonly MalformedScenario[] = [
  { name: 'an empty file', text: '¦', says: 'the file is empty' },
  { name: 'nothing but a comment', text: '# nothing\n', at: '1:1', says: 'the file is empty' },
  { name: 'a list', text: '¦- sysdesign: 1\n', says: 'this is a list' },
  { name: 'a single word', text: '¦hello\n', says: 'this is a single value' },
  { name: 'a NUL character', text: 'sysdesign: 1\ntitle: ¦\u0000\n', says: 'U+0000' },
  { name: 'bytes that are not UTF-8', text: new Uint8Array([97, 58, 32, 0xc3, 0x28, 10]), at: '1:1', says: 'not UTF-8' },
  { name: 'a picture', text: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), at: '1:1', says: 'not UTF-8' },
  { name: 'a file of 10 MB', text: `${SHOP}# ${'x'.repeat(10_000_000)}`, at: '1:1', says: 'larger than 1 MiB' },
  { name: '20,000 brackets', text: `title: ${'['.repeat(63)}¦${'['.repeat(20_000)}`, says: 'nested deeper than 64 levels' },
  {
    name: '20,000 braces',
    text: `title: ${'{ a: '.repeat(63)}¦${'{ a: '.repeat(20_000)}`,
    at: '1:323',
    says: 'nested deeper than 64',
  },
  { name: '20,000 dashes', text: '- '.repeat(20_000), at: '1:129', says: 'nested deeper than 64 levels' },
  { name: '20,000 question marks', text: '? '.repeat(20_000), at: '1:129', says: 'nested deeper than 64 levels' },
  {
    name: 'indentation without end',
    text: Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    at: '65:65',
    says: 'nested deeper than 64 levels',
  },
  { name: 'an alias bomb', text: `¦${bomb()}`, says: 'unfold to more than 50000 values' },
  {
    name: 'a list of half a million values',
    text: `title: [${'1,'.repeat(500_000)}]`,
    at: '1:150006',
    says: 'more than 50000 values',
  },
  { name: '20,000 anchors', text: `title: ${'&a '.repeat(20_000)}x`, at: '1:11', says: 'at most one anchor' },
  { name: 'an alias of nothing', text: 'title: ¦*nobody\n', says: 'nothing before this is anchored as &nobody' },
  { name: 'an alias of itself', text: 'title: &a [¦*a]\n', says: 'nothing before this is anchored as &a' },
  { name: 'several documents', text: `${SHOP}¦---\n${SHOP}`, says: 'a second document begins here' },
  { name: 'a directive', text: `¦%YAML 1.1\n---\n${SHOP}`, says: 'no YAML directives' },
  { name: 'an unknown tag', text: shop('A shop', '¦!!python/object A shop'), says: 'unresolved tag' },
  {
    name: 'deeply nested parentheses',
    text: shop('lognormal(0.4ms 0.2ms)', `${'('.repeat(2000)}1ms${')'.repeat(2000)}`),
    at: '22:70',
    says: 'deep',
  },
  {
    name: 'a parameter that makes texts grow',
    text: shop('{ load: 2000/s }', `{ load: 2000/s, big: ${'x'.repeat(500)} }`)
      .replace('0.2ms)', '0.2ms)')
      .replace('- call: catalogue', `- call: ¦${'$big'.repeat(2000)}`),
    says: 'longer than 4000 characters',
  },
];

const SYNTAX: readonly MalformedScenario[] = [
  { name: 'a quote left open', text: shop('A shop', '"A shop'), at: '41:1', says: 'missing closing' },
  { name: 'a bracket left open', text: 'sysdesign: 1\nshows: [C-19\ntitle: A shop\n', at: '3:1', says: 'flow sequence' },
  { name: 'indentation by a tab', text: shop('    target: gateway', '¦\ttarget: gateway'), says: 'tab' },
  { name: 'a colon left out', text: shop('seed: 7', '¦seed 7'), says: 'implicit' },
  {
    name: 'a key given twice',
    text: shop('    workers: 8\n', '    workers: 8\n    ¦workers: 9\n'),
    says: 'workers was already given in line 19',
  },
  {
    name: 'a dotted key that says the same twice',
    text: shop('network:', '¦nodes.api.workers: 9\nnetwork:'),
    says: 'workers was already given',
  },
  { name: 'a key __proto__', text: shop('  api:\n', '  ¦__proto__:\n'), says: '__proto__ cannot be a key' },
  { name: 'a key constructor', text: shop('seed: 7', '¦constructor: 7'), says: 'constructor cannot be a key' },
  { name: 'a truth value as key', text: shop('seed: 7', '¦true: 7'), says: 'truth value' },
  { name: 'a list as key', text: shop('seed: 7', '? ¦[seed]\n: 7'), says: 'a key must be a text' },
  { name: 'infinity', text: shop('workers: 8', 'workers: ¦.inf'), says: '.inf is not a number' },
  { name: 'NaN of YAML', text: shop('workers: 8', 'workers: ¦.nan'), says: '.nan is not a number' },
  { name: 'NaN in words', text: shop('workers: 8', 'workers: ¦NaN'), says: 'expected a count' },
  { name: '1e400', text: shop('workers: 8', 'workers: ¦1e400'), says: '1e400 is not a number' },
  { name: 'an integer of twenty digits', text: shop('seed: 7', 'seed: ¦12345678901234567890'), says: 'more digits' },
  {
    name: 'a distribution with a comma inside { }',
    text: shop(
      '{ from: products, else: catalogue }',
      '{ from: products, else: catalogue }\n        - { compute: ¦uniform(1ms, 5ms) }',
    ),
    says: 'a comma cut this off',
  },
  {
    name: 'a distribution with a comma inside [ ]',
    text: shop('- compute: lognormal(0.4ms 0.2ms)', '- repeat: { times: 2, do: [ compute: ¦uniform(1ms, 2ms) ] }'),
    says: 'parenthesis',
  },
  { name: 'a distribution with a comma', text: shop('zipf(0.9 100k)', '¦zipf(0.9, 100k)'), says: 'separated by spaces' },
  { name: 'a parenthesis left open', text: shop('zipf(0.9 100k)', '¦zipf(0.9 100k'), says: 'a parenthesis is not closed' },
  {
    name: 'a key that ends in a parenthesis',
    text: shop('{ read: 95, write: 5 }', '{ read: 95, ¦write): 5 }'),
    says: 'ends in a parenthesis',
  },
  {
    name: 'a comment glued to an address',
    text: shop('crash: api/2 }', 'crash: api/2 }').replace('timeout: 1s', 'timeout: ¦1s#one'),
    says: 'part of the text, not a comment',
  },
  {
    name: 'a shard with a space before its number',
    text: shop('outage: { at: 30s, for: 5s, crash: api/2 }', 'outage:\n    at: 30s\n    for: 5s\n    crash: ¦catalogue #2'),
    says: 'makes a comment of the rest',
  },
];

const VALUES: readonly MalformedScenario[] = [
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
  { name: 'another version of the language', text: shop('sysdesign: 1', 'sysdesign: ¦2'), says: 'version 1' },
  { name: 'a claim without a number', text: shop('seed: 7', 'seed: 7\nshows: [¦caching]'), says: 'number of a claim' },
  { name: 'more trials than anybody can wait for', text: shop('seed: 7', 'seed: 7\ntrials: ¦1M'), says: 'at most' },
  { name: 'a negative seed', text: shop('seed: 7', 'seed: ¦-7'), says: 'expected a count' },
];

const NAMES: readonly MalformedScenario[] = [
  { name: 'an unknown key', text: shop('duration: 60s', '¦durration: 60s'), says: 'unknown key durration' },
  { name: 'an unknown key of a node', text: shop('replicas: 4', '¦replica: 4'), says: 'unknown key replica' },
  { name: 'an unknown key that all nodes have', text: shop('inside: api', '¦insde: api'), says: 'unknown key insde' },
  {
    name: 'a missing key',
    text: shop('workloads:\n  shoppers:\n    target: gateway\n', 'workloads:\n  shoppers:\n'),
    at: '9:5',
    says: 'target is missing',
  },
  { name: 'no kind', text: shop('{ kind: store, shards', '¦{ shards'), says: 'kind is missing' },
  { name: 'an unknown kind', text: shop('kind: store', 'kind: ¦stor'), says: 'stor' },
  { name: 'an unknown policy', text: shop('policy: lru', 'policy: ¦lfru'), says: 'lfru' },
  { name: 'an unknown step', text: shop('- compute:', '- ¦compote:'), says: 'there is no step compote' },
  {
    name: 'two steps in one',
    text: shop('        - call: catalogue\n', '        - call: catalogue\n          ¦wait: 1ms\n'),
    says: 'cannot be both',
  },
  { name: 'a step without a name', text: shop('- call: catalogue', '- ¦1ms'), says: 'a step is a map' },
  { name: 'a target that does not exist', text: shop('targets: api', 'targets: ¦apo'), says: 'there is no node apo' },
  { name: 'a workload that asks nobody', text: shop('target: gateway', 'target: ¦gatway'), says: 'there is no node gatway' },
  { name: 'a call to nobody', text: shop('- call: catalogue', '- call: ¦catalog'), says: 'there is no node catalog' },
  { name: 'a call to a workload', text: shop('- call: catalogue', '- call: ¦shoppers'), says: 'shoppers is a workload' },
  {
    name: 'an operation that the target does not know',
    text: shop('- call: catalogue', '- call: ¦products.evict'),
    says: 'no operation evict',
  },
  { name: 'calls that go in a circle', text: shop('- call: catalogue', '- call: ¦gateway'), says: 'calls go in a circle' },
  { name: 'a call to itself', text: shop('- call: catalogue', '- call: ¦api'), says: 'calls go in a circle' },
  {
    name: 'nodes inside each other',
    text: shop(
      '  products:',
      '  left: { kind: cache, capacity: 1, inside: ¦right }\n  right: { kind: cache, capacity: 1, inside: left }\n  products:',
    ),
    says: 'a circle',
  },
  { name: 'a node inside nothing', text: shop('inside: api', 'inside: ¦app'), says: 'there is no node app' },
  { name: 'replicas inside replicas', text: shop('inside: api', 'replicas: 2, inside: ¦api'), says: 'one instance in each' },
  {
    name: 'a node named toString',
    text: shop('  products:', '  ¦toString: { kind: cache, capacity: 1 }\n  products:'),
    says: 'small letters',
  },
  {
    name: 'a node named in capitals',
    text: shop('  products:', '  ¦Products: { kind: cache, capacity: 1 }\n  products:'),
    says: 'small letters',
  },
  {
    name: 'a node named like a workload',
    text: shop('  products:', '  ¦shoppers: { kind: cache, capacity: 1 }\n  products:'),
    says: 'also the name of a workload',
  },
  { name: 'an unknown parameter', text: shop('poisson($load)', '¦poisson($laod)'), says: 'no parameter or variable $laod' },
  {
    name: 'a parameter that hides a variable',
    text: shop('{ load: 2000/s }', '{ load: 2000/s, ¦key: 1 }'),
    says: '$key already means something',
  },
  { name: 'an instance that does not exist', text: shop('crash: api/2', 'crash: ¦api/9'), says: 'api has no instance 9' },
  { name: 'a shard of replicas', text: shop('crash: api/2', 'crash: ¦api#2'), says: 'replicas, no shards' },
  { name: 'an address of nothing', text: shop('crash: api/2', 'crash: ¦apis/2'), says: 'there is no node apis' },
  { name: 'an address that is none', text: shop('crash: api/2', 'crash: ¦api two'), says: 'not an address' },
  { name: 'an unknown fault', text: shop('crash:', '¦crahs:'), says: 'there is no fault crahs' },
  { name: 'a fault without a time', text: shop('{ at: 30s, for: 5s, crash', '¦{ for: 5s, crash'), says: 'at is missing' },
  { name: 'a fault after the end', text: shop('at: 30s', 'at: ¦90s'), says: 'after the end' },
  { name: 'a fault that repeats before it is over', text: shop('for: 5s', 'for: 5s, every: ¦4s'), says: 'before it is over' },
  { name: 'a link of one end', text: shop('shoppers <-> gateway', '¦shoppers'), says: 'not a link' },
  { name: 'a link to nothing', text: shop('shoppers <-> gateway', '¦shoppers <-> gatewya'), says: 'there is no node gatewya' },
  { name: 'an empty zone', text: shop('shoppers <-> gateway', '¦zone:eu <-> zone:us'), says: 'nothing stands in the zone eu' },
  { name: 'a warmup as long as the run', text: shop('warmup: 10s', 'warmup: ¦60s'), says: 'not shorter than the duration' },
  { name: 'no duration', text: `¦${SHOP.replace('duration: 60s\n', '')}`, says: 'duration is missing' },
  {
    name: 'no workloads',
    text: shop('workloads:\n  shoppers:', 'workloads: {}\nlive:\n  shoppers:'),
    at: '1:1',
    says: 'there is no workload',
  },
  {
    name: 'a difference of an instance that does not exist',
    text: shop('replicas: 4', 'replicas: 4\n    instances: { ¦2..7: { speed: 0.5 } }'),
    says: 'no instance 7',
  },
];

const ARMS: readonly MalformedScenario[] = [
  {
    name: 'arms as a list',
    text: shop(
      'arms:\n  short: { nodes.products.ttl: 1s }\n  long: { nodes.products.ttl: 60s }',
      'arms:\n  ¦- { nodes.products.ttl: 1s }',
    ),
    says: 'a map from names to changes',
  },
  { name: 'an arm that is a number', text: shop('short: { nodes.products.ttl: 1s }', 'short: ¦1'), says: 'a map of changes' },
  {
    name: 'an arm with an unknown node',
    text: shop('{ nodes.products.ttl: 1s }', '{ ¦nodes.product.ttl: 1s }'),
    says: 'kind is missing',
  },
  {
    name: 'an arm with an unknown key',
    text: shop('{ nodes.products.ttl: 1s }', '{ ¦nodes.products.tttl: 1s }'),
    says: 'unknown key tttl',
  },
  {
    name: 'an arm that removes what is not there',
    text: shop('{ nodes.products.ttl: 1s }', '{ ¦nodes.products.tttl: null }'),
    says: 'unknown key tttl',
  },
  { name: 'an arm of its own seed', text: shop('{ nodes.products.ttl: 1s }', '{ ¦seed: 8 }'), says: 'the same for all arms' },
  {
    name: 'fails-with that is no list',
    text: shop('fails-with:\n  - { nodes.products.capacity: 1 }', 'fails-with: ¦{ nodes.products.capacity: 1 }'),
    says: 'a list of changes',
  },
  {
    name: 'fails-with a wrong value',
    text: shop('{ nodes.products.capacity: 1 }', '{ nodes.products.capacity: ¦none }'),
    says: 'expected a count',
  },
  {
    name: 'an expectation of an unknown metric',
    text: shop('shoppers[read].latency.p99 <', '¦shoppers[read].latencie.p99 <'),
    says: 'no metric latencie',
  },
  {
    name: 'an expectation of an unknown operation',
    text: shop('shoppers[read].latency.p99 <', '¦shoppers[list].latency.p99 <'),
    says: 'no operation list',
  },
  {
    name: 'an expectation of an unknown node',
    text: shop('- long.products', '- ¦long.product'),
    says: 'no workload or node product',
  },
  { name: 'an expectation without a unit', text: shop(' < 100ms', ' ¦< 100'), says: 'cannot be compared' },
  {
    name: 'an expectation that is none',
    text: shop('shoppers[read].latency.p99 < 100ms', '¦shoppers[read].latency.p99'),
    says: 'not an expectation',
  },
  {
    name: 'an expectation in words',
    text: shop('shoppers[read].latency.p99 < 100ms', 'shoppers should be happy'),
    at: '37:14',
    says: '',
  },
  {
    name: 'an expectation of an unknown fault',
    text: shop('shoppers[read].latency.p99 < 100ms', 'during(¦outrage, shoppers.errors.ratio) < 1%'),
    says: 'no fault or change outrage',
  },
  { name: 'a base that does not exist', text: `base: ¦nobody.yaml\n${SHOP}`, says: 'there is no such file' },
  { name: 'a base that is a folder', text: `base: ¦.\n${SHOP}`, says: 'folder' },
  {
    name: 'a base in a circle',
    text: 'base: b.yaml\n',
    files: { 'b.yaml': 'sysdesign: 1\nbase: scenario.yaml\n' },
    at: 'b.yaml:2:7',
    says: 'a circle',
  },
  {
    name: 'a base that is no scenario',
    text: `base: ¦secret.yaml\n${SHOP}`,
    files: { 'secret.yaml': 'password: hunter2\n' },
    says: 'no scenario',
  },
  {
    name: 'a mistake in the base',
    text: 'base: b.yaml\n',
    files: { 'b.yaml': SHOP.replace('workers: 8', 'workers: many') },
    at: 'b.yaml:19:14',
    says: 'expected a count',
  },
  { name: 'a log that does not exist', text: shop('poisson($load)', '{ replay: ¦nobody.log }'), says: 'there is no such file' },
  { name: 'a log that is a folder', text: shop('poisson($load)', '{ replay: ¦. }'), says: 'folder' },
  {
    name: 'a log without a line',
    text: shop('poisson($load)', '{ replay: ¦empty.log }'),
    files: { 'empty.log': '' },
    says: 'empty',
  },
  {
    name: 'a log of a format that does not exist',
    text: shop('poisson($load)', '{ replay: empty.log, format: ¦apache }'),
    files: { 'empty.log': '' },
    says: 'no trace format named apache',
  },
];

export const malformedScenarios: readonly MalformedScenario[] = [...HOSTILE, ...SYNTAX, ...VALUES, ...NAMES, ...ARMS];
