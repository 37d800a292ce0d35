/** What an expression may ask about the request at hand. Made once and refilled, never allocated per request. */
export interface Variables {
  readonly key: number;
  readonly operation: number;
  readonly size: number;
  readonly user: number;
  readonly role: number;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Of each name bound by `as`: its status at the slot that Scope gives, its size one further. */
  readonly bound: ArrayLike<number>;
}

/** In SI; conditions are 1 and 0. */
export interface Compiled {
  evaluate(variables: Variables): number;
}
