import { parseName } from '../language/schemas/scalars.js';
import { replayOf } from './replayed-workload.js';
import { ownValue } from './own-value.js';
import { DEFAULT_OPERATION } from './workload-schema.js';
import type { WorkloadConfig } from './workload-config.js';

/** RFC 9110, section 9: which methods are safe, and what the others are for; and the commands of key-value traces. */
const USUAL: ReadonlyMap<string, string> = new Map([
  ['GET', 'read'],
  ['HEAD', 'read'],
  ['OPTIONS', 'read'],
  ['TRACE', 'read'],
  ['PROPFIND', 'read'],
  ['POST', 'write'],
  ['PUT', 'write'],
  ['PATCH', 'write'],
  ['SET', 'write'],
  ['ADD', 'write'],
  ['DELETE', 'delete'],
]);

const ANY_OTHER = '*';

/** The operation that a recorded method stands for. A text that is itself an operation's name, such as `buy`, stands for it. */
export function operationOf(method: string, from: Readonly<Record<string, string>>): string {
  const given = ownValue(from, method) ?? ownValue(from, method.toUpperCase());
  if (given !== undefined) return given;
  const other = ownValue(from, ANY_OTHER);
  if (other !== undefined) return other;
  const usual = USUAL.get(method.toUpperCase());
  if (usual !== undefined) return usual;
  const named = parseName(method);
  return 'value' in named ? named.value : DEFAULT_OPERATION;
}

/** Every operation that a workload may ask for, sorted; of a replay only what its trace really holds. */
export function operationsOf(config: WorkloadConfig): readonly string[] {
  const trace = replayOf(config)?.trace ?? null;
  const operations =
    trace === null || trace.methods === null
      ? Object.entries(config.mix).flatMap(([operation, entry]) => (entry.weight > 0 ? [operation] : []))
      : trace.methodNames.map((method) => operationOf(method, config['operations-from']));
  return [...new Set(operations)].toSorted();
}
