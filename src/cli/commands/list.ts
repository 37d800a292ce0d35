import { collect } from '../collect.js';
import type { AddCommand } from '../command.js';
import { ExitCode } from '../exit-code.js';
import { pageWidth } from '../page-width.js';

export const addList: AddCommand = (program, host, end) => {
  program
    .command('list')
    .summary('show what scenarios can name, with its keys')
    .description(
      'Shows everything by family; with a family or a name, what belongs to it: list eviction, list lru, list service.',
    )
    .argument('[name]', 'a family, such as nodes, steps or policies; or a member of one')
    .option('--plugin <file>', 'a module with definitions of your own; repeatable', collect)
    .action(async (name: string | undefined, flags: { readonly plugin?: readonly string[] }) => {
      const { list } = await import('../../app/list.js');
      const options = { width: pageWidth(host.stdout, undefined), colour: host.stdout.colour, plugins: flags.plugin };
      host.stdout.write(await list(name, options));
      end(ExitCode.success);
    });
};
