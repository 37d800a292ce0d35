import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localLinks, pages, ROOT } from './pages.js';

describe('the pages', () => {
  it.each(pages().map((page) => [page.path, page] as const))('%s links only to what exists', (_path, page) => {
    expect(localLinks(page).filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
  });
});
