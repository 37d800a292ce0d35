import type { StepConfig } from '../../language/definition.js';
import type { CallPolicyFields } from '../../protocols/outbound/call-policy.js';
import type { StationFields } from '../../protocols/station/station-fields.js';

export interface ServiceConfig extends StationFields {
  readonly replicas: number;
  readonly model: 'threads' | 'event-loop';
  readonly cores: number | undefined;
  readonly 'worker-during-calls': 'held' | 'released';
  readonly operations: Readonly<Record<string, readonly StepConfig[]>>;
  readonly calls: Readonly<Record<string, CallPolicyFields>>;
}

/** Infinity where nobody ever waits for one. */
export function coresOf(config: ServiceConfig): number {
  return config.cores ?? (config.model === 'event-loop' ? 1 : (config.workers ?? Infinity));
}
