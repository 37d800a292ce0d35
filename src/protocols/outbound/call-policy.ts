import type { PolicyConfig } from '../../core/definition.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Vocabulary } from '../../language/definition.js';
import { choice, count, duration } from '../../language/schemas/scalars.js';
import { defaulted, object, optional, word } from '../../language/schemas/structures.js';
import type { Schema } from '../../language/schema.js';

/** Until when a caller waits; null is forever. */
export interface CallTerms {
  /** Of each call. */
  readonly timeout: Nanoseconds | null;
  /** Of the whole step, from when it began; `inherit` is the deadline of the request behind it. */
  readonly deadline: Nanoseconds | 'inherit' | null;
  readonly late: 'discard' | 'accept';
}

/** How a node calls one of its targets. */
export interface CallPolicy extends CallTerms {
  /** Picks among replicas where the target leaves that to its callers. */
  readonly policy: PolicyConfig | undefined;
  readonly maxInFlight: number;
}

export const DEFAULT_CALL_POLICY: CallPolicy = {
  timeout: null,
  deadline: null,
  late: 'discard',
  policy: undefined,
  maxInFlight: Infinity,
};

/** `timeout` and `deadline`, which a long call may also give. */
export function termFields() {
  return {
    timeout: optional(word('none', null, duration({ minExclusive: 0 })), 'How long to wait for an answer; none without it'),
    deadline: optional(
      word('none', null, word('inherit', 'inherit' as const, duration({ minExclusive: 0 }))),
      'How long the step may take in all; inherit takes over what the caller of this node has left; none without it',
    ),
  };
}

export function lateRepliesField() {
  return defaulted(
    choice('discard', 'accept'),
    'discard',
    'What a reply after the timeout is worth: accept counts the timeout, and goes on waiting until the deadline',
  );
}

/** The entry of `calls` for one target. */
export function callPolicy(vocabulary: Vocabulary): Schema<CallPolicyFields> {
  return object({
    ...termFields(),
    'late-replies': lateRepliesField(),
    policy: optional(vocabulary.policy('balancing'), 'How to pick among the replicas of the target; round-robin without it'),
    'max-in-flight': defaulted(
      word('unlimited', Infinity, count({ min: 1 })),
      'unlimited',
      'Calls in flight to this target at once; the next fails with 503 and is not sent',
    ),
  });
}

export interface CallPolicyFields {
  readonly timeout: Nanoseconds | null | undefined;
  readonly deadline: Nanoseconds | 'inherit' | null | undefined;
  readonly 'late-replies': 'discard' | 'accept';
  readonly policy: PolicyConfig | undefined;
  readonly 'max-in-flight': number;
}

export function toCallPolicy(fields: CallPolicyFields): CallPolicy {
  return {
    timeout: fields.timeout ?? null,
    deadline: fields.deadline ?? null,
    late: fields['late-replies'],
    policy: fields.policy,
    maxInFlight: fields['max-in-flight'],
  };
}
