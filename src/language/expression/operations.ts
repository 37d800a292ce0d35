import { isSuccess } from '../../core/status.js';
import type { Sampler } from '../../random/sampler.js';
import type { Compiled, Variables } from './variables.js';

/** For what was found to be constant. */
export const NO_VARIABLES: Variables = { key: 0, operation: 0, size: 0, user: 0, role: 0, attempt: 0, bound: [] };

export class Constant implements Compiled {
  constructor(readonly value: number) {}
  evaluate(): number {
    return this.value;
  }
}

export class Draw implements Compiled {
  constructor(
    readonly sampler: Sampler,
    readonly scale: number,
  ) {}
  evaluate(): number {
    return this.sampler.sample() / this.scale;
  }
}

/** The status or size of what was bound. */
export class Bound implements Compiled {
  constructor(readonly slot: number) {}
  evaluate(variables: Variables): number {
    return variables.bound[this.slot]!;
  }
}

export class Succeeded implements Compiled {
  constructor(readonly slot: number) {}
  evaluate(variables: Variables): number {
    return isSuccess(variables.bound[this.slot]!) ? 1 : 0;
  }
}

class Key implements Compiled {
  evaluate(variables: Variables): number {
    return variables.key;
  }
}
class Operation implements Compiled {
  evaluate(variables: Variables): number {
    return variables.operation;
  }
}
class Size implements Compiled {
  evaluate(variables: Variables): number {
    return variables.size;
  }
}
class User implements Compiled {
  evaluate(variables: Variables): number {
    return variables.user;
  }
}
class Role implements Compiled {
  evaluate(variables: Variables): number {
    return variables.role;
  }
}
class Attempt implements Compiled {
  evaluate(variables: Variables): number {
    return variables.attempt;
  }
}

/** Undefined for a name that was bound by `as`. */
export function requestVariable(name: string): Compiled | undefined {
  if (name === 'key') return new Key();
  if (name === 'operation') return new Operation();
  if (name === 'size') return new Size();
  if (name === 'user') return new User();
  if (name === 'role') return new Role();
  return name === 'attempt' ? new Attempt() : undefined;
}

abstract class Unary {
  constructor(readonly operand: Compiled) {}
}

export class Not extends Unary implements Compiled {
  evaluate(variables: Variables): number {
    return this.operand.evaluate(variables) === 0 ? 1 : 0;
  }
}
export class Negate extends Unary implements Compiled {
  evaluate(variables: Variables): number {
    return -this.operand.evaluate(variables);
  }
}

abstract class Binary {
  constructor(
    readonly left: Compiled,
    readonly right: Compiled,
  ) {}
}

export class Add extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return this.left.evaluate(variables) + this.right.evaluate(variables);
  }
}
export class Subtract extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return this.left.evaluate(variables) - this.right.evaluate(variables);
  }
}
export class Multiply extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return this.left.evaluate(variables) * this.right.evaluate(variables);
  }
}
export class Divide extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return this.left.evaluate(variables) / this.right.evaluate(variables);
  }
}
export class Less extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return this.left.evaluate(variables) < this.right.evaluate(variables) ? 1 : 0;
  }
}
export class LessOrEqual extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return this.left.evaluate(variables) <= this.right.evaluate(variables) ? 1 : 0;
  }
}
export class Greater extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return this.left.evaluate(variables) > this.right.evaluate(variables) ? 1 : 0;
  }
}
export class GreaterOrEqual extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return this.left.evaluate(variables) >= this.right.evaluate(variables) ? 1 : 0;
  }
}
export class Equal extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return this.left.evaluate(variables) === this.right.evaluate(variables) ? 1 : 0;
  }
}
export class NotEqual extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return this.left.evaluate(variables) === this.right.evaluate(variables) ? 0 : 1;
  }
}
/** Both sides are always evaluated, so that what is drawn never depends on the request. */
export class And extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return this.left.evaluate(variables) * this.right.evaluate(variables);
  }
}
export class Or extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return Math.max(this.left.evaluate(variables), this.right.evaluate(variables));
  }
}
export class Minimum extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return Math.min(this.left.evaluate(variables), this.right.evaluate(variables));
  }
}
export class Maximum extends Binary implements Compiled {
  evaluate(variables: Variables): number {
    return Math.max(this.left.evaluate(variables), this.right.evaluate(variables));
  }
}

export class Within implements Compiled {
  constructor(
    readonly left: Compiled,
    readonly tolerance: Compiled,
    readonly right: Compiled,
  ) {}
  evaluate(variables: Variables): number {
    const right = this.right.evaluate(variables);
    const distance = Math.abs(this.left.evaluate(variables) - right);
    return distance <= Math.abs(right) * this.tolerance.evaluate(variables) ? 1 : 0;
  }
}
