import { InvalidArgumentError } from 'commander';

/** Reads the value of an option. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`Expected a whole number${least > 0 ? ` of at least ${least}` : ''}.`);
  };
}
