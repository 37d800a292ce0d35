import type { Expression } from './expression.js';

/** Every node of an expression, the outer before the inner, left to right. */
export function visitExpression(expression: Expression, visit: (node: Expression) => void): void {
  visit(expression);
  for (const part of partsOf(expression)) visitExpression(part, visit);
}

function partsOf(node: Expression): readonly Expression[] {
  switch (node.type) {
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'within':
      return [node.left, node.tolerance, node.right];
    case 'function':
      return node.arguments;
    case 'window':
    case 'recovery':
      return [node.of];
    default:
      return [];
  }
}
