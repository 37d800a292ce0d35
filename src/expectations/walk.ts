import type { Expression } from '../language/expression/expression.js';

/** The expressions that one is directly made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.type) {
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'within':
      return [expression.left, expression.tolerance, expression.right];
    case 'function':
      return expression.arguments;
    case 'window':
    case 'recovery':
      return [expression.of];
    default:
      return [];
  }
}

/** An expression and all that it is made of. */
export function everyPart(expression: Expression): Expression[] {
  return [expression, ...partsOf(expression).flatMap(everyPart)];
}
