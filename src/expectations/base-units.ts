import type { Unit } from '../metrics/declaration.js';
import { BANDWIDTH, DURATION, NUMBER, RATE, SIZE, sameDimension, type Dimension } from '../language/expression/dimensions.js';

/** Results are in ms, expressions in seconds. */
const MS_PER_SECOND = 1000;

export function dimensionOfUnit(unit: Unit): Dimension {
  switch (unit) {
    case 'ms':
      return DURATION;
    case 'bytes':
      return SIZE;
    case 'per-second':
      return RATE;
    case 'bytes-per-second':
      return BANDWIDTH;
    case 'ratio':
    case 'count':
    case 'number':
      return NUMBER;
  }
}

/** The unit in which people read a value of this dimension; undefined for what has no name, such as seconds squared. */
export function unitOfDimension(dimension: Dimension): Unit | undefined {
  const units: readonly Unit[] = ['ms', 'bytes', 'per-second', 'bytes-per-second', 'number'];
  return units.find((unit) => sameDimension(dimensionOfUnit(unit), dimension));
}

/** From a metric's value to what expressions compute with. */
export function toBase(value: number, unit: Unit): number {
  return unit === 'ms' ? value / MS_PER_SECOND : value;
}

export function fromBase(value: number, unit: Unit): number {
  return unit === 'ms' ? value * MS_PER_SECOND : value;
}
