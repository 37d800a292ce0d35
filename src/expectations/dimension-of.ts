import { BOOLEAN, DURATION, type Dimension, NUMBER, productOf, quotientOf } from '../language/expression/dimensions.js';
import type { BinaryNode, Expression, MetricNode } from '../language/expression/expression.js';

/** What an expression measures, once it has been checked. */
export function dimensionOf(expression: Expression, metric: (node: MetricNode) => Dimension): Dimension {
  switch (expression.type) {
    case 'number':
      return { type: 'quantity', time: expression.time, bytes: expression.bytes };
    case 'metric':
      return metric(expression);
    case 'unary':
      return dimensionOf(expression.operand, metric);
    case 'binary':
      return binaryDimension(expression, metric);
    case 'function':
      return dimensionOf(expression.arguments[0]!, metric);
    case 'window':
      return dimensionOf(expression.of, metric);
    case 'recovery':
      return DURATION;
    case 'within':
      return BOOLEAN;
    default:
      return NUMBER;
  }
}

function binaryDimension({ operator, left, right }: BinaryNode, metric: (node: MetricNode) => Dimension): Dimension {
  switch (operator) {
    case '*':
      return productOf(dimensionOf(left, metric), dimensionOf(right, metric));
    case '/':
      return quotientOf(dimensionOf(left, metric), dimensionOf(right, metric));
    case '+':
    case '-':
      return dimensionOf(left, metric);
    default:
      return BOOLEAN;
  }
}
