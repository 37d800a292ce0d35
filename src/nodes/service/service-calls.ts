import type { OperationId } from '../../core/ids.js';
import type { Environment } from '../../environment/environment.js';
import type { Placement } from '../../environment/placement.js';
import { type CallPolicy, DEFAULT_CALL_POLICY, toCallPolicy } from '../../protocols/outbound/call-policy.js';
import { Outbound } from '../../protocols/outbound/outbound.js';
import type { CompilerContext } from './program/step-compiler.js';
import type { ServiceConfig } from './service-config.js';
import { steps } from './steps/registry.js';
import type { StepDefinition } from './steps/step.js';

/** Codes of a service's timers. */
export const COMPUTED = 0;
export const WAITED = 1;
export const TIMEOUT_PASSED = 2;

/** What the steps of one instance share: one outbound per target. */
export class ServiceCalls implements CompilerContext {
  readonly keyCount: number;
  readonly #outbounds = new Map<string, Outbound>();

  constructor(
    readonly config: ServiceConfig,
    readonly environment: Environment,
    readonly placement: Placement,
  ) {
    this.keyCount = placement.keyCount;
  }

  step(name: string): StepDefinition {
    return steps.get(name)!;
  }

  operation(name: string): OperationId {
    return this.placement.operation(name);
  }

  outbound(target: string): Outbound {
    const known = this.#outbounds.get(target);
    if (known !== undefined) return known;
    const { policy, maxInFlight } = this.callPolicy(target);
    const route = this.placement.route(target, this.environment, policy);
    const outbound = new Outbound(this.environment, route, maxInFlight, TIMEOUT_PASSED);
    this.#outbounds.set(target, outbound);
    return outbound;
  }

  callPolicy(target: string): CallPolicy {
    const fields = this.config.calls[target];
    return fields === undefined ? DEFAULT_CALL_POLICY : toCallPolicy(fields);
  }
}
