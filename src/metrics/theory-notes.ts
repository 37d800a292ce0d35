/** Upon what the figures of theory rest, and what it says nothing about. */
export interface TheoryNotes {
  readonly forms: readonly TheoryForm[];
  readonly broken: readonly BrokenAssumption[];
}

/** A form that was used. */
export interface TheoryForm {
  /** A node or workload. */
  readonly subject: string;
  /** In Kendall's notation where there is one, with whose formula it is. */
  readonly form: string;
  /** Whether the form holds for this subject as it stands, or is an approximation. */
  readonly exact: boolean;
}

/** An assumption that does not hold, so that something is not said. */
export interface BrokenAssumption {
  /** A node or workload; null where it is about everything. */
  readonly subject: string | null;
  readonly reason: string;
}
