import { describe, expect, it } from 'vitest';
import { hideSecrets } from './hide-secrets.js';

describe('hideSecrets', () => {
  it.each([
    ['redis://user:secret@host:6379', 'redis://user:***@host:6379'],
    ['redis://:secret@host', 'redis://:***@host'],
    ['postgres://user:se@cr/et@host/test', 'postgres://user:***@host/test'],
    ['postgres://user:se:cr"et@host/test', 'postgres://user:***@host/test'],
    ['postgres://host/test?password=secret&x=1', 'postgres://host/test?password=***&x=1'],
    ['products: { backend: redis://u:secret@h:1, capacity: 10 }', 'products: { backend: redis://u:***@h:1, capacity: 10 }'],
    ['redis:user:secret@host', 'redis:user:***@host'],
    ['a redis://u:one@h b POSTGRES://u:two@h c', 'a redis://u:***@h b POSTGRES://u:***@h c'],
  ])('shows %s without its password', (text, shown) => {
    expect(hideSecrets(text)).toBe(shown);
  });

  it.each(['redis://127.0.0.1:6379', 'redis://user@host:1/2', 'a: b@c', 'https://example.org/a:b'])(
    'leaves %s as it is',
    (text) => {
      expect(hideSecrets(text)).toBe(text);
    },
  );
});
