import { Registry } from '../core/registry.js';
import type { ActionDefinition } from './definition.js';
import { crash } from './faults/crash.js';
import { delay } from './faults/delay.js';
import { hang } from './faults/hang.js';
import { loss } from './faults/loss.js';
import { partition } from './faults/partition.js';
import { pause } from './faults/pause.js';
import { slow } from './faults/slow.js';
import { throttle } from './faults/throttle.js';

/** What can go wrong. */
export const faults = new Registry<ActionDefinition>('fault', [crash, delay, hang, loss, partition, pause, slow, throttle]);

/** What is done on purpose while the system runs. */
export const changes = new Registry<ActionDefinition>('change', []);
