import type { Key } from '../../core/ids.js';
import type { Definition } from '../../language/definition.js';
import type { CallParameter } from '../call-form.js';
import type { Streams } from '../streams.js';

/** Which key a request is about. */
export interface KeyPicker {
  /** `writing`: whether this request writes; only what follows the newest data cares. */
  next(writing: boolean): Key;
}

/** As a Model carries it: arguments in base units, a share as 0..1. */
export interface KeysConfig {
  readonly name: string;
  readonly arguments: readonly number[];
}

/** A way in which popularity is spread over the keys 0 .. n - 1. Written as `name(argument argument)`. */
export interface KeysDefinition extends Definition<readonly number[], KeyPicker, [Streams]> {
  readonly parameters: readonly CallParameter[];
  /** How many keys there are: those below it are numbers. */
  count(config: readonly number[]): number;
  /** How popular each key is, not scaled; absent where that changes with time or from one request to the next. */
  popularity?(config: readonly number[]): Float64Array;
}
