import { Registry } from '../../core/registry.js';
import type { DisciplineDefinition } from './discipline.js';
import { fifo } from './fifo.js';
import { lifo } from './lifo.js';
import { priority } from './priority.js';
import { processorSharing } from './processor-sharing.js';

export const disciplines = new Registry<DisciplineDefinition>('discipline', [fifo, lifo, priority, processorSharing]);
