import { collect } from '../collect.js';
import type { AddCommand } from '../command.js';
import { ExitCode } from '../exit-code.js';

interface Flags {
  readonly set?: readonly string[];
  readonly plugin?: readonly string[];
}

export const addValidate: AddCommand = (program, host, end) => {
  program
    .command('validate')
    .summary('check scenarios without running them')
    .description('Reads each scenario and tells everything that is wrong with it at once.')
    .argument('<file...>', 'scenarios; - is standard input')
    .option('--set <path=value>', 'change a value first; repeatable', collect)
    .option('--plugin <file>', 'a module with definitions of your own; repeatable', collect)
    .action(async (files: string[], flags: Flags) => {
      const { validateAll } = await import('../../app/validate.js');
      for (const line of await validateAll(files, { set: flags.set, plugins: flags.plugin })) host.stdout.write(`${line}\n`);
      end(ExitCode.success);
    });
};
