import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LAYERS } from '../../lint/layers.js';
import { ROOT } from './planted-tree.js';

describe('the layer table of ARCHITECTURE.md', () => {
  it('says what lint/layers.js says', () => {
    const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
    const table = page.match(/^\| layer .*\n\|---.*\n((?:\|.*\n)+)/m)![1]!;
    const rows = Object.entries(LAYERS).map(
      ([layer, { holds, imports }]) => `| ${layer} | ${holds} | ${imports.join(', ') || 'nothing'} |\n`,
    );
    expect(table).toBe(rows.join(''));
  });
});
