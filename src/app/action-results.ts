import { MILLISECOND, type Nanoseconds } from '../core/time.js';
import type { ActionModel } from '../environment/model.js';
import type { ActionResult } from '../metrics/run-result.js';

/** More occurrences of one fault than there are columns on a page need not be told apart. */
const MOST_OCCURRENCES = 200;

/** Every occurrence of every fault and change before the end of the run. */
export function actionResults(actions: readonly ActionModel[], duration: Nanoseconds): ActionResult[] {
  return actions.flatMap((action) =>
    beginnings(action, duration).map((at) => ({
      name: action.name,
      family: action.family,
      kind: action.kind,
      from: at / MILLISECOND,
      to: at + action.for >= duration ? null : (at + action.for) / MILLISECOND,
    })),
  );
}

function beginnings({ at, every }: ActionModel, duration: Nanoseconds): Nanoseconds[] {
  if (every === null) return at < duration ? [at] : [];
  const count = Math.min(MOST_OCCURRENCES, Math.max(0, Math.ceil((duration - at) / every)));
  return Array.from({ length: count }, (_, occurrence) => at + occurrence * every);
}
