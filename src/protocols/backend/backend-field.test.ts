import { describe, expect, it } from 'vitest';
import { plainSource } from '../../language/plain-source.js';
import { Reader } from '../../language/reader.js';
import { backendField } from './backend-field.js';

const AT = { file: 'shop.yaml', line: 1, column: 1 };

function read(text: string, ...schemes: string[]) {
  const reader = new Reader();
  const value = backendField(...schemes).backend.schema.read(plainSource(text, AT), reader);
  return { value, problems: reader.problems };
}

describe('backendField', () => {
  it.each([
    ['redis', { scheme: 'redis', url: null }],
    ['redis://127.0.0.1:6379', { scheme: 'redis', url: 'redis://127.0.0.1:6379' }],
    ['redis://localhost/3', { scheme: 'redis', url: 'redis://localhost/3' }],
    ['redis://[::1]:6379', { scheme: 'redis', url: 'redis://[::1]:6379' }],
    ['postgres://me:pa%40ss@db.example:5432/test', { scheme: 'postgres', url: 'postgres://me:pa%40ss@db.example:5432/test' }],
  ])('reads %s', (text, value) => {
    expect(read(text, 'postgres', 'redis')).toEqual({ value, problems: [] });
  });

  it.each([
    ['reddis', 'did you mean redis?'],
    ['rediss://127.0.0.1', 'did you mean redis?'],
    ['postgresql://127.0.0.1', 'did you mean postgres?'],
    ['mongodb://127.0.0.1', 'known are postgres, redis'],
  ])('knows no scheme %s, and suggests', (text, hint) => {
    const { value, problems } = read(text, 'postgres', 'redis');
    expect(value).toBeUndefined();
    expect(problems).toMatchObject([{ message: expect.stringContaining('there is no backend') as string, hint }]);
  });

  it('knows no scheme of another kind of node', () => {
    expect(read('postgres://127.0.0.1/test', 'redis').problems).toMatchObject([
      { message: 'there is no backend postgres for this kind of node', hint: 'known are redis' },
    ]);
  });

  it.each([
    'redis://',
    'redis://host:0',
    'redis://host:65536',
    'redis://host:x',
    'redis://u:p@ss@host',
    'redis:host',
    'redis://h/0?x=1',
  ])('refuses the address %s', (text) => {
    const { value, problems } = read(text, 'redis');
    expect(value).toBeUndefined();
    expect(problems).toHaveLength(1);
  });

  it('never says a password', () => {
    const wrong = [
      'redis://u:secret@host:0',
      'redis:u:secret@host',
      'redis://u:sec@ret@h',
      'mysql://u:secret@host',
      'redis://u:secret@',
    ];
    for (const text of wrong) {
      const { problems } = read(text, 'redis');
      expect(problems).toHaveLength(1);
      expect(JSON.stringify(problems)).not.toMatch(/sec|ret@/);
    }
  });
});
