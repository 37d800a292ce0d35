import type { MalformedScenario } from './malformed-scenario.js';
import { shop, SHOP } from './shop.js';

export const wrongArms: readonly MalformedScenario[] = [
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
    says: 'expected a number of entries',
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
