import { Command } from 'commander';
import type { AddCommand } from './command.js';
import { addBench } from './commands/bench.js';
import { addCache } from './commands/cache.js';
import { addCalibrate } from './commands/calibrate.js';
import { addFault } from './commands/fault.js';
import { addInit } from './commands/init.js';
import { addList } from './commands/list.js';
import { addRun } from './commands/run.js';
import { addSchema } from './commands/schema.js';
import { addUp } from './commands/up.js';
import { addValidate } from './commands/validate.js';
import { addVerify } from './commands/verify.js';
import type { ExitCode } from './exit-code.js';
import type { Host } from './host.js';

const COMMANDS: readonly AddCommand[] = [
  addRun,
  addUp,
  addFault,
  addVerify,
  addCalibrate,
  addBench,
  addValidate,
  addCache,
  addInit,
  addList,
  addSchema,
];

const EXIT_CODES = `
Exit codes:
  0 every expectation holds     1 an expectation or invariant failed
  2 bad input                   3 could not be judged
  4 a bug in this program       130 interrupted
`;

/** The command line. Commands tell `end` what to end with; they import what they need when they run. */
export function programFor(host: Host, version: string, end: (code: ExitCode) => void): Command {
  const program = new Command('sysdesign')
    .description('System design as experiments: one YAML scenario, run as a deterministic simulation, measured and judged.')
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show what can be done')
    .helpCommand('help [command]', 'show what a command does')
    .showHelpAfterError('(sysdesign --help shows what can be done)')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      getOutHelpWidth: () => host.stdout.width ?? 80,
      getErrHelpWidth: () => host.stderr.width ?? 80,
      getOutHasColors: () => host.stdout.colour,
      getErrHasColors: () => host.stderr.colour,
    });
  for (const add of COMMANDS) add(program, host, end);
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}
