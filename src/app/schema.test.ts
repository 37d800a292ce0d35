import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schema, SCHEMAS } from './schema.js';

const FOLDER = join(import.meta.dirname, '../../schema');

describe('the schemas that are shipped', () => {
  it.each(SCHEMAS)('%s.schema.json is what `sysdesign schema` prints; `npm run docs` writes it', (name) => {
    expect(readFileSync(join(FOLDER, `${name}.schema.json`), 'utf8')).toBe(schema(name));
  });
});
