import { afterAll, describe, expect, it } from 'vitest';
import type { Experiment } from './experiment.js';
import { observe, type Observed } from './observe.js';
import { tableOf } from './table.js';

/** A test for each experiment in full size, and a table of all figures at the end. */
export function holdAtLength(subject: string, experiments: readonly Experiment[]): void {
  describe(subject, () => {
    const observed: Observed[] = [];
    it.each(named(experiments))('%s', async (_name, experiment) => {
      const figures = await observe(experiment, experiment.long);
      observed.push(...figures);
      expect(failures(figures)).toBe('');
    });
    afterAll(() => console.log(`${subject}\n\n${tableOf(observed)}\n`));
  });
}

/** A test for each experiment that has a quick size, in that size. */
export function holdQuickly(subject: string, experiments: readonly Experiment[]): void {
  describe(subject, () => {
    const quick = experiments.filter((experiment) => experiment.quick !== undefined);
    it.each(named(quick))('%s', async (_name, experiment) => {
      expect(failures(await observe(experiment, experiment.quick!, experiment.quick!.wider))).toBe('');
    });
  });
}

/** Names in full: those of objects would be cut. */
function named(experiments: readonly Experiment[]): (readonly [string, Experiment])[] {
  return experiments.map((experiment) => [experiment.name, experiment]);
}

/** As a table; nothing where all hold. */
function failures(observed: readonly Observed[]): string {
  const failed = observed.filter(({ verdict }) => verdict !== 'holds');
  return failed.length === 0 ? '' : tableOf(failed);
}
