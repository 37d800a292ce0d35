import { Registry } from '../../core/registry.js';
import { combinedXff } from './combined-xff.js';
import { combined } from './combined.js';
import { common } from './common.js';
import { csv } from './csv.js';
import { int32 } from './int32.js';
import { oracleGeneral } from './oracle-general.js';
import { text } from './text.js';
import type { TraceDefinition } from './trace.js';
import { vhostCombined } from './vhost-combined.js';

export const traces = new Registry<TraceDefinition>('trace format', [
  combined,
  combinedXff,
  common,
  csv,
  int32,
  oracleGeneral,
  text,
  vhostCombined,
]);

/** A format by its name or by one of its other names. */
export function traceFormat(name: string): TraceDefinition | undefined {
  return traces.get(name) ?? traces.all().find((format) => format.aliases.includes(name));
}
