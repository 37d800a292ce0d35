import type { ArrivalLaw } from '../arrival-law.js';
import type { Law } from '../laws/law.js';

/** Servers with a line in front of them. */
export interface Line {
  readonly servers: number;
  /** Infinity where nobody is turned away. */
  readonly places: number;
  /** Of all classes together. */
  readonly arrivals: ArrivalLaw;
  readonly classes: readonly LineClass[];
}

/** Those who arrive for the same reason: their waiting times are told apart. */
export interface LineClass {
  readonly rate: number;
  readonly service: Law;
  /** Larger goes first where the discipline looks at it. */
  readonly priority: number;
}

/** What theory says of a line. */
export interface LineTheory {
  /** In Kendall's notation, with whose formula it is. */
  readonly form: string;
  /** Whether the form holds for this line as it stands, or is an approximation. */
  readonly exact: boolean;
  /** The share of arrivals that are turned away. */
  readonly loss: number;
  /** Of those who are not turned away, by class. */
  readonly waiting: readonly Law[];
}

/** Why theory says nothing. */
export interface Unknown {
  readonly unknown: string;
}

export function totalRate(classes: readonly LineClass[]): number {
  return classes.reduce((sum, { rate }) => sum + rate, 0);
}
