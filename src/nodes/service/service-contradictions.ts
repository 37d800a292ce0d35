import type { StepConfig } from '../../language/definition.js';
import type { Reader } from '../../language/reader.js';
import { positionOf } from '../../language/position-of.js';
import type { Source } from '../../language/source.js';
import type { ServiceConfig } from './service-config.js';
import { steps as stepKinds } from './steps/registry.js';

/** What is wrong with a service although each key is right by itself. */
export function reportContradictions(config: ServiceConfig, source: Source, reader: Reader): void {
  if (config.model === 'event-loop' && (config.workers ?? Infinity) !== Infinity) {
    reader.report(positionOf(source, 'workers'), 'an event loop has unlimited workers', 'remove workers, or model: event-loop');
  }
  if (config.model === 'event-loop' && (config.cores ?? 1) !== 1) {
    reader.report(positionOf(source, 'cores'), 'an event loop runs on one core', 'remove cores, or model: event-loop');
  }
  for (const [operation, steps] of Object.entries(config.operations)) {
    const ending = endInBranch(steps, false);
    if (ending === undefined) continue;
    const at = positionOf(source, 'operations', operation);
    reader.report(at, `${operation} has ${ending} inside a branch`, `a branch cannot end the operation: put ${ending} behind it`);
  }
}

/** The first step that would end the operation while other branches still run. */
function endInBranch(steps: readonly StepConfig[], insideBranch: boolean): string | undefined {
  for (const step of steps) {
    const definition = stepKinds.get(step.name)!;
    if (insideBranch && definition.ends === true) return step.name;
    const nested = definition.nested?.(step.config) ?? [];
    const found = [
      ...nested.map((list) => endInBranch(list, insideBranch || definition.branches === true)),
      endInBranch(step.else ?? [], insideBranch),
    ];
    const ending = found.find((name) => name !== undefined);
    if (ending !== undefined) return ending;
  }
  return undefined;
}
