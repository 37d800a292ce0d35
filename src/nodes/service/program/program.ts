import type { OperationId } from '../../../core/ids.js';
import type { Instruction } from './instruction.js';

/** The steps of all operations of one service, one behind the other. */
export interface Program {
  readonly instructions: readonly Instruction[];
  /** From which call site each is run. */
  readonly sites: Uint8Array;
  /** Where an operation begins; -1 for one that is not known. */
  readonly entries: Int32Array;
  /** How many names `as` binds, in all operations together. */
  readonly boundNames: number;
  readonly loops: number;
}

export function entryOf(program: Program, operation: OperationId): number {
  return program.entries[operation]!;
}
