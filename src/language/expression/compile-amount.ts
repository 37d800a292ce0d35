import { createSampler } from '../../random/create-sampler.js';
import type { Sampler } from '../../random/sampler.js';
import type { RandomStream } from '../../random/stream.js';
import { whole } from '../../random/whole.js';
import type { Amount } from './amount.js';
import { compileExpression, type Scope } from './compile-expression.js';
import type { Compiled, Variables } from './variables.js';

/** In nanoseconds or bytes: an integer that is not negative. */
export interface CompiledAmount {
  sample(variables: Variables): number;
}

export function compileAmount(amount: Amount, scope: Scope, stream: RandomStream): CompiledAmount {
  if (amount.type === 'distribution') return new DrawnAmount(createSampler(amount.distribution, stream));
  const scale = amount.of === 'duration' ? 1e9 : 1;
  return new CalculatedAmount(compileExpression(amount.expression, scope, stream), scale);
}

class DrawnAmount implements CompiledAmount {
  readonly #sampler: Sampler;

  constructor(sampler: Sampler) {
    this.#sampler = sampler;
  }

  sample(): number {
    return this.#sampler.sample();
  }
}

/** A negative result, and one that is not a number (0 / 0), is 0. */
class CalculatedAmount implements CompiledAmount {
  readonly #compiled: Compiled;
  readonly #scale: number;

  constructor(compiled: Compiled, scale: number) {
    this.#compiled = compiled;
    this.#scale = scale;
  }

  sample(variables: Variables): number {
    return whole(this.#compiled.evaluate(variables) * this.#scale);
  }
}
