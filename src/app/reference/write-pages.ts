import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMAS, schema } from '../schema.js';
import { catalogue } from '../../catalogue/catalogue.js';
import { referencePages } from './pages.js';
import { withPicture } from './picture.js';

/** `npm run docs`: writes every page of docs/reference anew, the JSON Schemas, and the picture of the README. */
const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'docs/reference');
mkdirSync(folder, { recursive: true });
for (const [file, text] of referencePages(catalogue)) writeFileSync(join(folder, file), text);

for (const name of SCHEMAS) writeFileSync(join(root, 'schema', `${name}.schema.json`), schema(name));

const readme = join(root, 'README.md');
writeFileSync(readme, await withPicture(readFileSync(readme, 'utf8'), root));
