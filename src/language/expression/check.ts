import {
  BOOLEAN,
  describeDimension,
  type Dimension,
  DURATION,
  NUMBER,
  productOf,
  quotientOf,
  sameDimension,
  SIZE,
} from './dimensions.js';
import type { BinaryNode, Expression, FunctionNode, MetricNode, UnaryNode, VariableNode, WithinNode } from './expression.js';
import { namedVariable } from './leaves.js';
import type { ReportPart } from './syntax-problem.js';

/** What the place of an expression allows. */
export interface DimensionContext {
  /** What a metric measures, or undefined after a report. */
  metric(node: MetricNode, report: ReportPart): Dimension | undefined;
  /** Whether a variable may stand here; reports if not. */
  variable(node: VariableNode, report: ReportPart): boolean;
  /** Whether windows and recovery-time may; reports if not. */
  window(node: Expression, report: ReportPart): boolean;
}

/** What the expression measures; undefined after at least one report. */
export function dimensionOf(expression: Expression, context: DimensionContext, report: ReportPart): Dimension | undefined {
  return new DimensionChecker(context, report).of(expression);
}

class DimensionChecker {
  readonly #context: DimensionContext;
  readonly #report: ReportPart;

  constructor(context: DimensionContext, report: ReportPart) {
    this.#context = context;
    this.#report = report;
  }

  of(node: Expression): Dimension | undefined {
    switch (node.type) {
      case 'number':
        return { type: 'quantity', time: node.time, bytes: node.bytes };
      case 'distribution':
        return node.of === 'duration' ? DURATION : node.of === 'size' ? SIZE : NUMBER;
      case 'metric':
        return this.#context.metric(node, this.#report);
      case 'variable':
        return this.#variable(node);
      case 'name':
        return this.#problem(node, node.name, `${node.name} cannot stand here`);
      case 'unary':
        return this.#unary(node);
      case 'binary':
        return this.#binary(node);
      case 'within':
        return this.#within(node);
      case 'function':
        return this.#function(node);
      case 'window':
        return this.#context.window(node, this.#report) ? this.of(node.of) : undefined;
      case 'recovery':
        return this.#context.window(node, this.#report) && this.#quantity(node.of) !== undefined ? DURATION : undefined;
    }
  }

  #variable(node: VariableNode): Dimension | undefined {
    if (!this.#context.variable(node, this.#report)) return undefined;
    const named = namedVariable(node);
    if (named !== undefined) {
      const hint = named === 'operation' ? 'write $operation == read' : 'write $role == admin';
      return this.#problem(node, `$${named}`, `$${named} can only be compared with a name, by == or !=`, hint);
    }
    return variableDimension(node.name);
  }

  #unary(node: UnaryNode): Dimension | undefined {
    return node.operator === 'not' ? this.#condition(node.operand) : this.#quantity(node.operand);
  }

  #binary(node: BinaryNode): Dimension | undefined {
    if (node.operator === 'and' || node.operator === 'or') {
      const left = this.#condition(node.left);
      const right = this.#condition(node.right);
      return left === undefined || right === undefined ? undefined : BOOLEAN;
    }
    if (this.#comparesName(node)) return this.#nameComparison(node);
    const isEquality = node.operator === '==' || node.operator === '!=';
    const left = isEquality ? this.of(node.left) : this.#quantity(node.left);
    const right = isEquality ? this.of(node.right) : this.#quantity(node.right);
    if (left === undefined || right === undefined) return undefined;
    if (node.operator === '*') return productOf(left, right);
    if (node.operator === '/') return quotientOf(left, right);
    const common = this.#common(node, node.left, left, node.right, right);
    if (common === undefined) return undefined;
    return node.operator === '+' || node.operator === '-' ? common : BOOLEAN;
  }

  #comparesName({ left, right }: BinaryNode): boolean {
    return left.type === 'name' || right.type === 'name';
  }

  /** The parser makes a name only beside the variable that it is compared with. */
  #nameComparison({ left, right }: BinaryNode): Dimension | undefined {
    const variable = left.type === 'variable' ? left : right;
    if (variable.type !== 'variable') return this.of(variable);
    return this.#context.variable(variable, this.#report) ? BOOLEAN : undefined;
  }

  #within(node: WithinNode): Dimension | undefined {
    const left = this.#quantity(node.left);
    const tolerance = this.of(node.tolerance);
    const right = this.#quantity(node.right);
    if (left === undefined || tolerance === undefined || right === undefined) return undefined;
    if (!sameDimension(tolerance, NUMBER)) {
      return this.#problem(node.tolerance, 'within', 'the tolerance must be a share', 'write X within 3% of Y');
    }
    return this.#common(node, node.left, left, node.right, right) === undefined ? undefined : BOOLEAN;
  }

  #function(node: FunctionNode): Dimension | undefined {
    const dimensions = node.arguments.map((argument) => this.#quantity(argument));
    let common = dimensions[0];
    for (const [index, dimension] of dimensions.entries()) {
      if (common === undefined || dimension === undefined) return undefined;
      common = this.#common(node, node.arguments[0]!, common, node.arguments[index]!, dimension);
    }
    return common;
  }

  /** What both sides measure; a plain 0 measures whatever the other side does. */
  #common(node: Expression, left: Expression, ofLeft: Dimension, right: Expression, ofRight: Dimension): Dimension | undefined {
    if (sameDimension(ofLeft, ofRight) || isZero(right)) return ofLeft;
    if (isZero(left)) return ofRight;
    const hint = missingUnit(left, ofRight) ?? missingUnit(right, ofLeft);
    const text = node.type === 'binary' ? node.operator : node.type === 'function' ? node.name : 'within';
    const verb = text === '+' || text === '-' ? 'added or subtracted' : 'compared';
    return this.#problem(node, text, `${describeDimension(ofLeft)} and ${describeDimension(ofRight)} cannot be ${verb}`, hint);
  }

  #quantity(node: Expression): Dimension | undefined {
    const dimension = this.of(node);
    if (dimension?.type !== 'boolean') return dimension;
    return this.#problem(node, textOf(node), 'a condition cannot be calculated with or put in order');
  }

  #condition(node: Expression): Dimension | undefined {
    const dimension = this.of(node);
    if (dimension === undefined || dimension.type === 'boolean') return dimension;
    return this.#problem(node, textOf(node), `${describeDimension(dimension)} is not a condition`, 'compare it with something');
  }

  #problem(node: Expression, text: string, message: string, hint?: string): undefined {
    this.#report(node.at, text, message, hint);
    return undefined;
  }
}

/** `$size` is a size, `$stock` says whether the step named stock succeeded, `$stock.status` is a number. */
function variableDimension(name: string): Dimension {
  if (name === 'size' || name.endsWith('.size')) return SIZE;
  if (name === 'key' || name === 'user' || name === 'attempt' || name.endsWith('.status')) return NUMBER;
  return BOOLEAN;
}

function isZero(node: Expression): boolean {
  return node.type === 'number' && node.value === 0 && node.time === 0 && node.bytes === 0;
}

/** What somebody meant who wrote `latency.p99 < 100`. */
export function missingUnit(node: Expression, wanted: Dimension): string | undefined {
  if (node.type !== 'number' || node.time !== 0 || node.bytes !== 0 || wanted.type === 'boolean') return undefined;
  const unit = USUAL_UNITS.find((usual) => usual.time === wanted.time && usual.bytes === wanted.bytes)?.unit;
  return unit === undefined ? undefined : `did you mean ${node.text}${unit}?`;
}

const USUAL_UNITS = [
  { time: 1, bytes: 0, unit: 'ms' },
  { time: -1, bytes: 0, unit: '/s' },
  { time: 0, bytes: 1, unit: 'B' },
  { time: -1, bytes: 1, unit: 'MB/s' },
] as const;

function textOf(node: Expression): string {
  if (node.type === 'metric' || node.type === 'number') return node.text;
  if (node.type === 'variable') return `$${node.name}`;
  return node.type === 'binary' || node.type === 'unary' ? node.operator : node.type;
}
