import { Registry } from '../../core/registry.js';
import type { AdmissionDefinition } from './admission.js';
import { none } from './none.js';
import { sizeLimit } from './size-limit.js';
import { tinyLfu } from './tinylfu.js';

export const admissionPolicies = new Registry<AdmissionDefinition>('admission policy', [none, sizeLimit, tinyLfu]);
