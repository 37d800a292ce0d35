import type { KeyPicker } from '../keys/keys.js';
import type { Draft, RequestSource } from './draft.js';
import type { Mix } from './mix.js';
import type { Operations } from './operations.js';
import type { Users } from './users.js';

/** Requests drawn from the mix, the keys, the sizes and the users of a workload. */
export class MadeUpRequests implements RequestSource {
  readonly #operations: Operations;
  readonly #mix: Mix;
  readonly #keys: KeyPicker;
  readonly #users: Users;

  constructor(operations: Operations, mix: Mix, keys: KeyPicker, users: Users) {
    this.#operations = operations;
    this.#mix = mix;
    this.#keys = keys;
    this.#users = users;
  }

  fill(draft: Draft): void {
    const place = this.#mix.next();
    draft.operation = place;
    draft.key = this.#keys.next(this.#operations.writing[place] === 1);
    draft.size = this.#operations.sizeOf(place);
    draft.wants = 0;
    draft.session = this.#users.next();
  }
}
