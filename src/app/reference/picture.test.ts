import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withPicture } from './picture.js';

const ROOT = join(import.meta.dirname, '../../..');

it('the README shows what its two commands print; `npm run docs` writes it', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  expect(readme).toContain('expectations:');
  expect(await withPicture(readme, ROOT)).toBe(readme);
});
