import type { DistributionConfig } from '../../random/distribution.js';
import type { Expression } from '../expression/expression.js';
import type { JsonSchema, Schema } from '../schema.js';
import { duration } from './scalars.js';
import { transform } from './combinators.js';

export type { Expression } from '../expression/expression.js';

export type AmountDimension = 'duration' | 'size';

/** How much: drawn anew each time. A distribution alone is the fast path; a constant is one. */
export type Amount =
  | { readonly type: 'distribution'; readonly distribution: DistributionConfig }
  | { readonly type: 'expression'; readonly expression: Expression; readonly of: AmountDimension };

export type DistributionDimension = 'duration' | 'size' | 'number';
export type ExpressionDimension = 'duration' | 'size' | 'rate' | 'bandwidth' | 'number' | 'boolean';

export function amount(_of: AmountDimension): Schema<Amount> {
  return transform(duration(), (value) => ({ type: 'distribution', distribution: { name: 'constant', arguments: [value] } }));
}

/** A constant such as `5ms`, or `name(argument argument)`. */
export function distribution(_of: DistributionDimension): Schema<DistributionConfig> {
  return transform(duration(), (value) => ({ name: 'constant', arguments: [value] }));
}

/** An expression that holds or does not, over the variables of a request. */
export function condition(): Schema<Expression> {
  return expression('boolean');
}

export function expression(_of: ExpressionDimension): Schema<Expression> {
  return {
    expected: 'an expression',
    json: (): JsonSchema => ({ type: ['string', 'number', 'boolean'] }),
    read: (source, reader) => reader.report(source, 'expressions cannot be read yet'),
  };
}
