import type { Catalogue } from '../../catalogue/catalogue.js';
import { HEALTH_CHECK } from '../../environment/health-check.js';
import type { GroupModel } from '../../environment/model.js';

/** What caches and stores speak among themselves, whoever asks. */
const PROTOCOL = ['delete', 'read', 'scan', 'write'];

/** Every operation that anybody asks for or answers, sorted. */
export function operationNames(groups: readonly GroupModel[], catalogue: Catalogue): readonly string[] {
  const names = new Set(PROTOCOL);
  for (const { kind, config } of groups) {
    const definition = catalogue.kind(kind);
    for (const name of definition.operations(config) ?? []) names.add(name);
    if (definition.checksHealth?.(config) === true) names.add(HEALTH_CHECK);
    for (const { during, operation } of definition.calls(config)) {
      if (during !== null) names.add(during);
      if (operation !== null) names.add(operation);
    }
  }
  names.delete('*');
  return [...names].toSorted();
}
