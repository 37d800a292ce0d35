import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue/catalogue.js';
import { referencePages } from './pages.js';

const FOLDER = join(import.meta.dirname, '../../../docs/reference');

describe('docs/reference', () => {
  const pages = referencePages(catalogue);

  it('holds exactly the pages that the registries give; `npm run docs` writes them', () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual([...pages.keys()].toSorted());
  });

  it.each([...pages])('%s is what the registries say; `npm run docs` writes it', (file, text) => {
    expect(readFileSync(join(FOLDER, file), 'utf8')).toBe(text);
  });

  it('has an entry for every member of every family', () => {
    for (const [family, registry] of catalogue.registries()) {
      for (const member of registry.all()) expect(pages.get(`${family}.md`)).toContain(`## ${member.name}\n\n${member.summary}`);
    }
  });
});
