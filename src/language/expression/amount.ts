import type { DistributionConfig } from '../../random/distribution.js';
import type { Expression } from './expression.js';

export type AmountDimension = 'duration' | 'size';

/** How much: drawn anew each time. A distribution alone is the fast path, and a constant is one. */
export type Amount =
  | { readonly type: 'distribution'; readonly distribution: DistributionConfig }
  | { readonly type: 'expression'; readonly expression: Expression; readonly of: AmountDimension };
