import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress, parseLink } from './address.js';

describe('an address', () => {
  it.each([
    ['api', { type: 'instances', node: 'api' }],
    ['order-db', { type: 'instances', node: 'order-db' }],
    ['api/2', { type: 'instances', node: 'api', index: 2 }],
    ['api/*', { type: 'instances', node: 'api', index: '*' }],
    ['store#3', { type: 'instances', node: 'store', shard: 3 }],
    ['store#*', { type: 'instances', node: 'store', shard: '*' }],
    ['store#3/0', { type: 'instances', node: 'store', shard: 3, index: 0 }],
    ['store#3/leader', { type: 'instances', node: 'store', shard: 3, index: 'leader' }],
    ['zone:eu', { type: 'zone', zone: 'eu' }],
    ['zone:*', { type: 'zone', zone: '*' }],
  ])('is read from %s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  it.each([
    ['store#3# the third', 'a comment needs a space before its #'],
    ['store#three', 'a comment needs a space before its #'],
    ['a -> b', 'only one node can stand here'],
    ['API', 'write node'],
    ['api/-1', 'write node'],
    ['api/first', 'write node'],
    ['', 'write node'],
    ['__proto__', 'write node'],
    ['api/99999999999', 'write node'],
  ])('is not %s', (text, hint) => {
    const address = parseAddress(text);
    expect(address).toHaveProperty('problem');
    expect((address as { hint: string }).hint).toContain(hint);
  });
});

describe('a link', () => {
  it('joins two addresses in one direction or in both', () => {
    const from = { type: 'instances', node: 'a' };
    expect(parseLink('a -> b/1')).toEqual({ from, to: { type: 'instances', node: 'b', index: 1 }, both: false });
    expect(parseLink('zone:eu <-> zone:us')).toEqual({
      from: { type: 'zone', zone: 'eu' },
      to: { type: 'zone', zone: 'us' },
      both: true,
    });
  });

  it.each(['a', 'a->b', 'a - b', 'a -> b -> c', 'a ->', '-> b', 'A -> b', 'a -> B'])('is not %s', (text) => {
    expect(parseLink(text)).toHaveProperty('problem');
  });
});

it('no text makes either of them throw or take long', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '-', '>', '<', '#', '/', '*', ' ', '1', ':') }), (text) => {
      expect(parseAddress(text)).toBeTypeOf('object');
      expect(parseLink(text)).toBeTypeOf('object');
    }),
  );
  for (const text of ['a'.repeat(100_000), 'a-'.repeat(50_000), ' '.repeat(100_000), 'a ->'.repeat(25_000)]) {
    expect(parseAddress(text)).toHaveProperty('problem');
    expect(parseLink(text)).toHaveProperty('problem');
  }
});
