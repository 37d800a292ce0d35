import type { Request } from '../../environment/request.js';
import type { Variables } from '../../language/expression/compile.js';

/** What expressions see of a request; one object, refilled for each evaluation. */
export class RequestVariables implements Variables {
  key = 0;
  operation = 0;
  size = 0;
  user = 0;
  role = 0;
  attempt = 0;
  bound: ArrayLike<number> = [];

  fill(request: Request, bound: ArrayLike<number>): void {
    this.key = request.key;
    this.operation = request.operation;
    this.size = request.wants > request.size ? request.wants : request.size;
    this.user = request.session;
    this.attempt = request.attempt;
    this.bound = bound;
  }
}
