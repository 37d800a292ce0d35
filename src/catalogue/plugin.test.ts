import { describe, expect, it } from 'vitest';
import type { Described } from '../core/definition.js';
import { InputError } from '../core/problem.js';
import { Registry } from '../core/registry.js';
import { addPlugin } from './plugin.js';

const lru = { name: 'lru', summary: 'Oldest use first.', reference: 'Denning', schema: () => null, create: () => null };

function registries(): ReadonlyMap<string, Registry<Described>> {
  return new Map([['eviction', new Registry<Described>('eviction policy', [lru])]]);
}

function problems(plugin: unknown): string[] {
  try {
    addPlugin(plugin, 'mine.js', registries());
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ at, message }) => `${at!.file}: ${message}`);
  }
  return [];
}

describe('a plugin', () => {
  it('adds its definitions to their families', () => {
    const known = registries();
    addPlugin({ families: { eviction: [{ ...lru, name: 'mru' }] } }, 'mine.js', known);
    expect(known.get('eviction')!.names()).toEqual(['lru', 'mru']);
  });

  it('adds nothing where anything is wrong with it', () => {
    const known = registries();
    const plugin = {
      families: {
        eviction: [
          { ...lru, name: 'mru' },
          { ...lru, name: 'lru' },
        ],
      },
    };
    expect(() => addPlugin(plugin, 'mine.js', known)).toThrow(InputError);
    expect(known.get('eviction')!.names()).toEqual(['lru']);
  });

  it.each([
    ['exports nothing', undefined, ['mine.js: a plugin exports its families by default']],
    ['exports no families', { eviction: [] }, ['mine.js: a plugin exports its families by default']],
    ['names an unknown family', { families: { evictoin: [] } }, ['mine.js: there is no family evictoin']],
    [
      'has a member that is none',
      { families: { eviction: [7] } },
      ['mine.js: the family eviction has a member that is no definition'],
    ],
    [
      'has a member without a name',
      { families: { eviction: [{ ...lru, name: 'Not Good' }] } },
      ['mine.js: a member of eviction has no name'],
    ],
    [
      'has a member that is incomplete',
      { families: { eviction: [{ name: 'mru', summary: 'x' }] } },
      ['mine.js: the eviction policy mru has no reference, no schema, no create'],
    ],
    [
      'names something twice',
      { families: { eviction: [{ ...lru, name: 'lru' }] } },
      ['mine.js: another eviction policy is named lru'],
    ],
  ])('that %s is refused with the reason', (_, plugin, expected) => {
    expect(problems(plugin)).toEqual(expected);
  });
});
