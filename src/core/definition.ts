/** Everything that a scenario can name describes itself with this; docs, `list` and the JSON Schema are made from it. */
export interface Described {
  /** kebab-case, equals the file's name. */
  readonly name: string;
  /** One sentence: its row in the reference. */
  readonly summary: string;
  /** The paper, RFC or product whose behaviour it follows. */
  readonly reference: string;
}

/** A policy as a Model carries it. */
export interface PolicyConfig {
  readonly name: string;
  readonly options: unknown;
}

export type EngineName = 'virtual' | 'live' | 'theory';
