import { parseMetricPath } from '../metric-path.js';
import { parseQuantity } from '../quantity.js';
import type { BinaryNode, Expression, MetricNode, NumberNode, VariableNode } from './expression.js';
import { SyntaxProblem } from './syntax-problem.js';

const GLUED = 'operators need a space on both sides';
const VARIABLE = /^\$[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.(?:status|size))?$/;

/** The variables that every request has. */
export const REQUEST_VARIABLES = ['key', 'operation', 'size', 'user', 'role', 'attempt'] as const;

/** A quantity, a variable, or else a metric's path. */
export function leafNode(text: string, at: number): Expression {
  if (text.startsWith('$')) return variableNode(text, at);
  return /^[\d.+]/.test(text) ? numberNode(text, at) : metricNode(text, at);
}

function numberNode(text: string, at: number): NumberNode {
  const quantity = parseQuantity(text);
  if (!('problem' in quantity))
    return { type: 'number', value: quantity.value, time: quantity.time, bytes: quantity.bytes, text, at };
  const hint = /[-*+/<>=][\d.$]/.test(text) ? GLUED : quantity.hint;
  throw new SyntaxProblem(`${text} is not a quantity: ${quantity.problem}`, at, text, hint);
}

function variableNode(text: string, at: number): VariableNode {
  if (VARIABLE.test(text)) return { type: 'variable', name: text.slice(1), at };
  const hint = /[-*+/<>=]/.test(text) ? GLUED : 'write $size, $stock, $stock.status or $stock.size';
  throw new SyntaxProblem(`${text} is not a variable`, at, text, hint);
}

function metricNode(text: string, at: number): MetricNode {
  const path = parseMetricPath(text);
  if (!('problem' in path)) return { type: 'metric', text, path, at };
  const hint = /[*+<>=!]/.test(text) ? GLUED : path.hint;
  throw new SyntaxProblem(`${text} cannot be read: ${path.problem}`, at, text, hint);
}

/** In `$operation == read` the word is a name, not a metric. */
export function compareWithName(node: BinaryNode): Expression {
  if (node.operator !== '==' && node.operator !== '!=') return node;
  const of = namedVariable(node.left) ?? namedVariable(node.right);
  if (of === undefined) return node;
  return { ...node, left: asName(node.left, of), right: asName(node.right, of) };
}

export function namedVariable(node: Expression): 'operation' | 'role' | undefined {
  if (node.type !== 'variable') return undefined;
  return node.name === 'operation' || node.name === 'role' ? node.name : undefined;
}

function asName(node: Expression, of: 'operation' | 'role'): Expression {
  if (node.type !== 'metric' || node.path.head.length !== 1 || node.path.operation !== null) return node;
  return { type: 'name', of, name: node.text, at: node.at };
}
