import type { Activity } from '../../environment/activity.js';
import type { Amount } from '../../language/schemas/amounts.js';
import type { DistributionConfig } from '../../random/distribution.js';

/** What theory is told of an amount: what it is drawn from, or why nobody knows that beforehand. */
export function drawn(amount: Amount, activity: (amount: DistributionConfig) => Activity): Activity {
  if (amount.type === 'distribution') return activity(amount.distribution);
  return { type: 'unknown', reason: 'a time is calculated from the request', onlyTime: true };
}
