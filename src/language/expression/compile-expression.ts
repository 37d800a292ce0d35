import { assert } from '../../core/assert.js';
import { createSampler } from '../../random/create-sampler.js';
import type { RandomStream } from '../../random/stream.js';
import type {
  BinaryNode,
  BinaryOperator,
  DistributionNode,
  Expression,
  FunctionNode,
  NameNode,
  VariableNode,
} from './expression.js';
import { inBillionths } from './distribution-call.js';
import * as operations from './operations.js';
import type { Compiled } from './variables.js';

/** What names stand for; asked while compiling only. */
export interface Scope {
  /** The number of an operation; -1 for a name that nobody uses. */
  operation(name: string): number;
  /** The slot of the status of what was bound under this name; its size stands one further. -1 where there is no such name. */
  bound(name: string): number;
  /** The number of a role; absent where there are none. */
  role?(name: string): number;
}

/** An expression over the variables of a request, ready to be evaluated without allocation. `stream` is what its distributions draw from. */
export function compileExpression(expression: Expression, scope: Scope, stream?: RandomStream): Compiled {
  return new Compiler(scope, stream).compile(expression);
}

type Binary = new (left: Compiled, right: Compiled) => Compiled;

const BINARY: Readonly<Record<BinaryOperator, Binary>> = {
  '+': operations.Add,
  '-': operations.Subtract,
  '*': operations.Multiply,
  '/': operations.Divide,
  '<': operations.Less,
  '<=': operations.LessOrEqual,
  '>': operations.Greater,
  '>=': operations.GreaterOrEqual,
  '==': operations.Equal,
  '!=': operations.NotEqual,
  and: operations.And,
  or: operations.Or,
};

class Compiler {
  readonly #scope: Scope;
  readonly #stream: RandomStream | undefined;

  constructor(scope: Scope, stream: RandomStream | undefined) {
    this.#scope = scope;
    this.#stream = stream;
  }

  compile(node: Expression): Compiled {
    switch (node.type) {
      case 'number':
        return new operations.Constant(node.value);
      case 'variable':
        return this.#variable(node);
      case 'name':
        return new operations.Constant(this.#name(node));
      case 'distribution':
        return this.#draw(node);
      case 'unary':
        return new (node.operator === 'not' ? operations.Not : operations.Negate)(this.compile(node.operand));
      case 'binary':
        return this.#binary(node);
      case 'within':
        return new operations.Within(this.compile(node.left), this.compile(node.tolerance), this.compile(node.right));
      case 'function':
        return this.#function(node);
      default:
        assert(false, `${node.type} has no value during a run`);
    }
  }

  #binary(node: BinaryNode): Compiled {
    const left = this.compile(node.left);
    const right = this.compile(node.right);
    const binary = new BINARY[node.operator](left, right);
    const isConstant = left instanceof operations.Constant && right instanceof operations.Constant;
    return isConstant ? new operations.Constant(binary.evaluate(operations.NO_VARIABLES)) : binary;
  }

  #function(node: FunctionNode): Compiled {
    const parts = node.arguments.map((argument) => this.compile(argument));
    const combine = node.name === 'sum' ? operations.Add : node.name === 'min' ? operations.Minimum : operations.Maximum;
    return parts.reduce((left, right) => new combine(left, right));
  }

  #draw(node: DistributionNode): Compiled {
    assert(this.#stream !== undefined, 'an expression that draws needs a stream');
    const distribution = node.of === 'number' ? inBillionths(node.distribution) : node.distribution;
    return new operations.Draw(createSampler(distribution, this.#stream), node.scale);
  }

  #name(node: NameNode): number {
    return node.of === 'operation' ? this.#scope.operation(node.name) : (this.#scope.role?.(node.name) ?? -1);
  }

  #variable({ name }: VariableNode): Compiled {
    const request = operations.requestVariable(name);
    if (request !== undefined) return request;
    const [bound, part] = name.split('.') as [string, string | undefined];
    const slot = this.#scope.bound(bound);
    assert(slot >= 0, `nothing is bound under $${bound}`);
    if (part === undefined) return new operations.Succeeded(slot);
    return new operations.Bound(part === 'size' ? slot + 1 : slot);
  }
}
