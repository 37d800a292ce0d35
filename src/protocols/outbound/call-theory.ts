import type { Activity, CallActivity } from '../../environment/activity.js';
import type { Nanoseconds } from '../../core/time.js';
import type { CallPolicy, CallPolicyFields } from './call-policy.js';

/** A call as a step or a kind asks for it; what it leaves open is as the policy says. */
export interface DescribedCall {
  readonly to: string;
  readonly operation?: string | undefined;
  readonly key?: unknown;
  readonly timeout?: Nanoseconds | null | undefined;
  readonly deadline?: Nanoseconds | 'inherit' | null | undefined;
}

/** What theory is told of a call. An inherited deadline is that of the request behind it, which theory looks at where it was set. */
export function callActivity(call: DescribedCall, policy: CallPolicy): CallActivity {
  const timeout = policy.late === 'accept' ? null : call.timeout === undefined ? policy.timeout : call.timeout;
  const deadline = call.deadline === undefined ? policy.deadline : call.deadline;
  return {
    type: 'call',
    to: call.to,
    operation: call.operation ?? null,
    sameKey: call.key === undefined,
    timeout: Math.min(timeout ?? Infinity, typeof deadline === 'number' ? deadline : Infinity),
    policy: policy.policy,
  };
}

/** What theory takes into account. */
const UNDERSTOOD: ReadonlySet<string> = new Set(['timeout', 'deadline', 'late-replies', 'policy']);

/** What else was said about how a target is called; whatever bears on the traffic makes it unknown. */
export function oddities(target: string, fields: CallPolicyFields): Activity[] {
  return Object.entries(fields)
    .filter(([key, value]) => !UNDERSTOOD.has(key) && value !== undefined && value !== null && value !== Infinity)
    .map(([key]) => ({
      type: 'unknown',
      reason: `${key} of the calls to ${target} makes its traffic depend on how long others take`,
    }));
}
