import { object } from '../../language/schemas/structures.js';
import type { AdmissionDefinition } from './admission.js';

export const none: AdmissionDefinition<object> = {
  name: 'none',
  summary: 'Nothing is kept out.',
  reference: 'what caches do unless told otherwise',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  create: () => null,
};
