import type { Command } from 'commander';
import type { ExitCode } from './exit-code.js';
import type { Host } from './host.js';

/** What a command's file exports: how it adds itself to the program. `end` takes the exit code of what it did. */
export type AddCommand = (program: Command, host: Host, end: (code: ExitCode) => void) => void;
