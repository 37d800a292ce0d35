import { Registry } from '../../core/registry.js';
import { hotspot } from './hotspot.js';
import type { KeysDefinition } from './keys.js';
import { latest } from './latest.js';
import { sequential } from './sequential.js';
import { uniform } from './uniform.js';
import { zipf } from './zipf.js';

export const keyDistributions = new Registry<KeysDefinition>('key distribution', [hotspot, latest, sequential, uniform, zipf]);
