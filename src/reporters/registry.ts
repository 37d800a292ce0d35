import { Registry } from '../core/registry.js';
import { json } from './json.js';
import type { Reporter } from './reporter.js';
import { terminal } from './terminal.js';
import { trace } from './trace.js';

export const reporters = new Registry<Reporter>('reporter', [json, terminal, trace]);
