import type { InvariantResult } from '../metrics/measurements.js';
import type { MeasuredArm } from './measure-arm.js';

/** By trial, then by arm: each broken invariant with where it broke, and each that held everywhere once. Sorted, whatever the order of the arms. */
export function gatherInvariants(trials: readonly (readonly MeasuredArm[])[]): InvariantResult[] {
  const all = trials.flatMap((trial, index) => {
    const place = trials.length > 1 ? `, trial ${index + 1}` : '';
    const byName = trial.toSorted((left, right) => compare(left.result.name, right.result.name));
    return byName.flatMap(({ result, invariants }) => {
      const arm = trial.length > 1 ? ` in ${result.name}` : '';
      return invariants.map((invariant) => ({ invariant, where: `${arm}${place}` }));
    });
  });
  const gathered = new Map<string, InvariantResult>();
  for (const { invariant, where } of all) {
    if (!invariant.holds) gathered.set(keyOf(invariant, where), { ...invariant, subject: invariant.subject + where });
  }
  const broken = new Set(all.filter(({ invariant }) => !invariant.holds).map(({ invariant }) => keyOf(invariant, '')));
  for (const { invariant } of all) {
    const key = keyOf(invariant, '');
    if (!broken.has(key) && !gathered.has(key)) gathered.set(key, invariant);
  }
  return [...gathered.entries()].toSorted(([left], [right]) => compare(left, right)).map(([, invariant]) => invariant);
}

function keyOf({ name, subject }: InvariantResult, where: string): string {
  return `${subject}${where}: ${name}`;
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
