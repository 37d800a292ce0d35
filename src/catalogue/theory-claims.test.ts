import { expect, it } from 'vitest';
import { catalogue } from './catalogue.js';

/** By family, under which name its members say to theory what they are. Where keys live theory asks the partitioning itself. */
const MEMBERS: Readonly<Record<string, string>> = {
  arrivals: 'theory',
  balancing: 'theory',
  discipline: 'theory',
  eviction: 'stay',
  keys: 'popularity',
  nodes: 'theory',
  steps: 'theory',
};

const claims = Object.entries(MEMBERS).flatMap(([family, member]) => {
  const definitions = catalogue.registries().get(family)!.all() as unknown as readonly Readonly<Record<string, unknown>>[];
  return definitions.map((definition) => [`${family} ${String(definition['name'])}`, definition, member] as const);
});

it.each(claims)(
  '%s names theory among its engines where it has something to say to it, and only there',
  (_name, definition, member) => {
    expect((definition['engines'] as readonly string[]).includes('theory')).toBe(definition[member] !== undefined);
  },
);
