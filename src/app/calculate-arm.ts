import type { Catalogue } from '../catalogue/catalogue.js';
import { calculate } from '../engines/theory/calculate.js';
import type { TheoryResult } from '../engines/theory/theory-result.js';
import { MILLISECOND } from '../core/time.js';
import type { Model } from '../environment/model.js';
import type { MetricTable } from '../metrics/run-result.js';
import { declareArm } from '../scenario/declare-arm.js';
import { actionResults } from './action-results.js';
import type { MeasuredArm } from './measure-arm.js';

/** What theory says of one arm, in the shape of what a run measures. */
export function calculateArm(model: Model, settings: string, catalogue: Catalogue): MeasuredArm {
  const theory = calculate(model, catalogue);
  const steady = model.actions.length === 0;
  const { metrics, forms, broken } = theory;
  return {
    result: {
      name: model.arm,
      settings,
      subjects: declareArm(model, catalogue).subjects.map(({ name, kind, instances, operations }) => {
        return { name, kind, instances: [...instances], operations: [...operations] };
      }),
      measured: { from: model.warmup / MILLISECOND, to: model.duration / MILLISECOND },
      metrics: steady ? metrics : {},
      windows: windows(model, theory),
      actions: actionResults(model.actions, model.duration),
      series: [],
      warnings: [],
      theory: { forms, broken: steady ? broken : [...broken, disturbed(model)] },
    },
    invariants: [],
    interrupted: false,
  };
}

/** A window in which nothing has happened yet is in the steady state; the warmup is not. */
function windows(model: Model, { metrics }: TheoryResult): Record<string, MetricTable> {
  const first = Math.min(...model.actions.map(({ at }) => at));
  const steady = model.windows.filter(({ from, to }) => from >= model.warmup && to <= first);
  return Object.fromEntries(steady.map(({ name }) => [name, metrics]));
}

function disturbed({ actions }: Model): { readonly subject: null; readonly reason: string } {
  const names = actions.map(({ name }) => name).join(', ');
  return { subject: null, reason: `${names} disturbs the steady state: only what lies before it is said, as in before(...)` };
}
