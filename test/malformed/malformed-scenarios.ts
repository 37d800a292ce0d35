import { hostileTexts } from './hostile-texts.js';
import { misreadTexts } from './misread-texts.js';
import { wrongValues } from './wrong-values.js';
import { wrongNames } from './wrong-names.js';
import { wrongArms } from './wrong-arms.js';
import type { MalformedScenario } from './malformed-scenario.js';

/** Every scenario that must be refused; used through the library and through the command line. */
export const malformedScenarios: readonly MalformedScenario[] = [
  ...hostileTexts,
  ...misreadTexts,
  ...wrongValues,
  ...wrongNames,
  ...wrongArms,
];
