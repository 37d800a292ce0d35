import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../catalogue/catalogue.js';
import { schema, SCHEMAS } from '../schema.js';
import { referencePages } from './pages.js';

/** `npm run docs`: writes every page of docs/reference and every JSON Schema of schema/ anew. */
const root = join(import.meta.dirname, '../../..');
write('docs/reference', referencePages(catalogue));
write('schema', new Map(SCHEMAS.map((name) => [`${name}.schema.json`, schema(name)])));

function write(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(join(root, folder), { recursive: true });
  for (const [file, text] of files) writeFileSync(join(root, folder, file), text);
}
