import type { Placement } from '../../environment/placement.js';
import type { StoreConfig } from './store.js';

export const READ = 0;
export const WRITE = 1;
export const DELETE = 2;
export const SCAN = 3;
const UNKNOWN = 4;

const BUILT_IN = ['delete', 'read', 'scan', 'write'];
const DEFAULT_SCAN_LENGTH = 100;

/** Sorted. */
export function operationsOf(config: StoreConfig): readonly string[] {
  return [...new Set([...BUILT_IN, ...Object.keys(config.operations)])].toSorted();
}

/** What each operation does, by OperationId. */
export function effects(config: StoreConfig, placement: Placement): Uint8Array {
  const found = new Uint8Array(placement.model.operations.length).fill(UNKNOWN);
  for (const name of operationsOf(config)) {
    const operation = placement.operation(name);
    if (operation >= 0) found[operation] = effectOf(config, name);
  }
  return found;
}

/** How many keys each operation looks at, by OperationId; 0 for one that is no scan. */
export function scanLengths(config: StoreConfig, placement: Placement): Float64Array {
  const lengths = new Float64Array(placement.model.operations.length);
  for (const name of operationsOf(config)) {
    const operation = placement.operation(name);
    if (operation < 0 || effectOf(config, name) !== SCAN) continue;
    lengths[operation] = config.operations[name]?.scan?.length ?? DEFAULT_SCAN_LENGTH;
  }
  return lengths;
}

function effectOf(config: StoreConfig, name: string): number {
  const settings = config.operations[name];
  if (settings?.scan !== undefined) return SCAN;
  const effect = settings?.effect ?? name;
  if (effect === 'scan') return SCAN;
  if (effect === 'write') return WRITE;
  return effect === 'delete' ? DELETE : READ;
}
