import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../catalogue/catalogue.js';
import { referencePages } from './pages.js';

/** `npm run docs`: writes every page of docs/reference anew. */
const folder = join(import.meta.dirname, '../../../docs/reference');
mkdirSync(folder, { recursive: true });
for (const [file, text] of referencePages(catalogue)) writeFileSync(join(folder, file), text);
