/** A scenario that must be refused. ¦ marks the place at which the first problem must point; it is taken out before use. */
export interface MalformedScenario {
  readonly name: string;
  readonly text: string | Uint8Array;
  /** What the message about that place must say. */
  readonly says: string;
  /** Where no mark can stand in the text: line and column. */
  readonly at?: string;
  /** Other files beside it. */
  readonly files?: Readonly<Record<string, string>>;
}
