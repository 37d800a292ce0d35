import type { DistributionConfig } from '../../random/distribution.js';
import type { MetricPath } from '../metric-path.js';
import type { Nanoseconds } from '../../core/time.js';

/** A parsed expression: plain data. Values are in SI (seconds, bytes, per second); `at` counts characters of the text from 0. */
export type Expression =
  | NumberNode
  | VariableNode
  | NameNode
  | MetricNode
  | DistributionNode
  | UnaryNode
  | BinaryNode
  | WithinNode
  | FunctionNode
  | WindowNode
  | RecoveryNode;

export type BinaryOperator = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'and' | 'or';
export type UnaryOperator = '-' | 'not';
export type FunctionName = 'sum' | 'min' | 'max';
/** What a distribution draws. */
export type DrawDimension = 'duration' | 'size' | 'number';
export type WindowKind = 'before' | 'during' | 'after' | 'window';

interface NodeBase {
  readonly at: number;
}

export interface NumberNode extends NodeBase {
  readonly type: 'number';
  readonly value: number;
  readonly time: number;
  readonly bytes: number;
  /** As written: `5ms`. */
  readonly text: string;
}

/** `$key`; the name is without the `$`: `key`, `stock`, `stock.status`. */
export interface VariableNode extends NodeBase {
  readonly type: 'variable';
  readonly name: string;
}

/** The name of an operation or role that a variable is compared with. */
export interface NameNode extends NodeBase {
  readonly type: 'name';
  readonly of: 'operation' | 'role';
  readonly name: string;
}

export interface MetricNode extends NodeBase {
  readonly type: 'metric';
  readonly text: string;
  readonly path: MetricPath;
}

/** A draw. The value is the sample divided by `scale`, since samples are integers: nanoseconds, bytes, billionths. */
export interface DistributionNode extends NodeBase {
  readonly type: 'distribution';
  readonly distribution: DistributionConfig;
  readonly of: DrawDimension;
  readonly scale: number;
}

export interface UnaryNode extends NodeBase {
  readonly type: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export interface BinaryNode extends NodeBase {
  readonly type: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `left within tolerance of right`: the tolerance is a share of the right side. */
export interface WithinNode extends NodeBase {
  readonly type: 'within';
  readonly left: Expression;
  readonly tolerance: Expression;
  readonly right: Expression;
}

export interface FunctionNode extends NodeBase {
  readonly type: 'function';
  readonly name: FunctionName;
  readonly arguments: readonly Expression[];
}

/** Metrics inside `of` are those of the window. */
export interface WindowNode extends NodeBase {
  readonly type: 'window';
  readonly kind: WindowKind;
  /** As a Model's window is named: `before(outage)`, `window(30s, 40s)`. */
  readonly name: string;
  /** The fault or change; null for `window`. */
  readonly action: string | null;
  /** The place of the action's name. */
  readonly actionAt: number;
  /** Of `window` only; 0 otherwise. */
  readonly from: Nanoseconds;
  readonly to: Nanoseconds;
  readonly of: Expression;
}

/** How long after the fault began it takes until `of` is back at `share` of what it was before. */
export interface RecoveryNode extends NodeBase {
  readonly type: 'recovery';
  readonly action: string;
  readonly actionAt: number;
  readonly of: Expression;
  /** 0..1. */
  readonly share: number;
}
