import { readFileSync } from 'node:fs';
import { commandLine } from './command-line.js';
import { endWith, processHost } from './host.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

endWith(await commandLine(processHost(), version));
