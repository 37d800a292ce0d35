import type { MalformedScenario } from './malformed-scenario.js';
import { shop } from './shop.js';

export const misreadTexts: readonly MalformedScenario[] = [
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
