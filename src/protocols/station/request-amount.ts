import type { Environment } from '../../environment/environment.js';
import type { Request } from '../../environment/request.js';
import { type CompiledAmount, compileAmount, type Scope } from '../../language/expression/compile.js';
import type { Amount } from '../../language/schemas/amounts.js';
import { RequestVariables } from './request-variables.js';

const NOTHING_BOUND = new Float64Array(0);
const NO_VARIABLES = new RequestVariables();

/** A duration or size drawn for each request, or computed from it. */
export class RequestAmount {
  /** Whether it is the constant 0, so that nothing need be done at all. */
  readonly zero: boolean;
  readonly #amount: CompiledAmount;
  /** null where nothing is computed. */
  readonly #variables: RequestVariables | null;

  constructor(amount: Amount, scope: Scope, environment: Environment, purpose: string) {
    this.zero = isZero(amount);
    this.#variables = amount.type === 'expression' ? new RequestVariables() : null;
    this.#amount = compileAmount(amount, scope, environment.stream(purpose));
  }

  sample(request: Request, bound: ArrayLike<number> = NOTHING_BOUND): number {
    if (this.#variables === null) return this.#amount.sample(NO_VARIABLES);
    this.#variables.fill(request, bound);
    return this.#amount.sample(this.#variables);
  }
}

function isZero(amount: Amount): boolean {
  if (amount.type !== 'distribution') return false;
  return amount.distribution.name === 'constant' && amount.distribution.arguments[0] === 0;
}
