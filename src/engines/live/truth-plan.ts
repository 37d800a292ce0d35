import type { Model } from '../../environment/model.js';
import type { SharedTruthPlan } from '../../metrics/shared-truth.js';

/** How large the truth of a Model has to be that its threads share. */
export function truthPlanOf(model: Model): SharedTruthPlan {
  return {
    keys: model.keys.count + model.keys.texts.length,
    dataSets: model.groups.length,
    holders: model.groups
      .filter(({ inside, instances }) => inside !== null && instances.length > 1)
      .map(({ name, instances }) => ({ name, instances })),
  };
}
