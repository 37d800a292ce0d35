import type { Activity, CallActivity } from '../../environment/activity.js';
import type { StationTheory } from '../../environment/station-theory.js';
import type { StepConfig } from '../../language/definition.js';
import { callActivity, oddities } from '../../protocols/outbound/call-theory.js';
import { DEFAULT_CALL_POLICY, toCallPolicy } from '../../protocols/outbound/call-policy.js';
import { ROUND_ROBIN } from '../../protocols/routes/replica-route.js';
import type { CalledTarget } from './program/step-compiler.js';
import { coresOf, type ServiceConfig } from './service-config.js';
import { steps as stepKinds } from './steps/registry.js';
import type { StepDescriber } from './steps/step.js';

/** What a service tells the theory engine of itself: each step adds its own. */
export function serviceTheory(config: ServiceConfig): StationTheory {
  const describer = new Describer(config);
  const unknown = Object.entries(config.calls).flatMap(([target, fields]) => oddities(target, fields));
  return {
    workers: config.workers ?? Infinity,
    cores: coresOf(config),
    queue: config.queue,
    discipline: config.discipline,
    holdsWorker: config['worker-during-calls'] === 'held',
    abandons: config['abandoned-work'] === 'cancel',
    picks: ROUND_ROBIN,
    activities(operation) {
      const steps = config.operations[operation] ?? config.operations['*'];
      return steps === undefined ? null : [...unknown, ...describer.steps(steps)];
    },
  };
}

class Describer implements StepDescriber {
  constructor(private readonly config: ServiceConfig) {}

  steps(steps: readonly StepConfig[]): readonly Activity[] {
    return steps.flatMap((step) => this.#step(step));
  }

  call(call: CalledTarget): CallActivity {
    const fields = this.config.calls[call.to];
    return callActivity(call, fields === undefined ? DEFAULT_CALL_POLICY : toCallPolicy(fields));
  }

  #step(step: StepConfig): readonly Activity[] {
    const definition = stepKinds.get(step.name)!;
    const activities = definition.theory?.(step.config, this) ?? [
      { type: 'unknown', reason: `the step ${step.name} has no theory` } as const,
    ];
    const otherwise = step.else === undefined ? null : this.steps(step.else);
    if (step.if !== undefined) {
      const reason = `whether the condition of the step ${step.name} holds is not known beforehand`;
      return [{ type: 'unknown', reason }, ...activities];
    }
    return otherwise === null ? activities : [{ type: 'attempt', activities, otherwise }];
  }
}
