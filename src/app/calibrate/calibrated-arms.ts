import type { Catalogue } from '../../catalogue/catalogue.js';
import { loadCalibration } from '../../scenario/load/load-calibration.js';
import type { LoadedArm } from '../../scenario/load-scenario.js';
import { calibratedArm } from './calibrated-model.js';

/** The arms with what a calibration says on top; as they are where there is none. Throws InputError for a file that cannot be read. */
export function calibratedArms(arms: readonly LoadedArm[], file: string | undefined, catalogue: Catalogue): readonly LoadedArm[] {
  if (file === undefined) return arms;
  const calibration = loadCalibration(file);
  return arms.map((arm) => calibratedArm(arm, calibration, catalogue));
}
