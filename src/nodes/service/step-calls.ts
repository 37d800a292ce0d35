import type { StepConfig } from '../../language/definition.js';
import type { CallSite } from '../definition.js';
import { steps as stepKinds } from './steps/registry.js';

/** Every call that the steps of a service may make, however deep it stands. */
export function callsOfOperations(operations: Readonly<Record<string, readonly StepConfig[]>>): readonly CallSite[] {
  return Object.keys(operations)
    .toSorted()
    .flatMap((name) => callsOfSteps(operations[name]!, name === '*' ? null : name));
}

function callsOfSteps(steps: readonly StepConfig[], during: string | null): readonly CallSite[] {
  return steps.flatMap((step) => {
    const definition = stepKinds.get(step.name)!;
    const own = definition.calls?.(step.config) ?? [];
    const nested = [...(definition.nested?.(step.config) ?? []), step.else ?? []];
    return [...own.map((call) => ({ during, ...call })), ...nested.flatMap((list) => callsOfSteps(list, during))];
  });
}
