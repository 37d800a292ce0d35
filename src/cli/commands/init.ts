import type { AddCommand } from '../command.js';
import { ExitCode } from '../exit-code.js';

export const addInit: AddCommand = (program, host, end) => {
  program
    .command('init')
    .summary('write a commented scenario to start from')
    .argument('[file]', 'where to; nothing is ever overwritten', 'scenario.yaml')
    .action(async (file: string) => {
      const { init } = await import('../../app/init.js');
      await init(file);
      host.stdout.write(`${file} was written. Try: sysdesign run ${file}\n`);
      end(ExitCode.success);
    });
};
