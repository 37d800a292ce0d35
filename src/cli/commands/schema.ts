import { Argument } from 'commander';
import type { SchemaName } from '../../app/schema.js';
import type { AddCommand } from '../command.js';
import { ExitCode } from '../exit-code.js';

export const addSchema: AddCommand = (program, host, end) => {
  program
    .command('schema')
    .summary('print the JSON Schema of scenarios or results')
    .description('Editors complete and check a scenario by its JSON Schema; programs check results.json by theirs.')
    .addArgument(new Argument('[what]', 'of what').choices(['scenario', 'results']).default('scenario'))
    .action(async (what: SchemaName) => {
      const { schema } = await import('../../app/schema.js');
      host.stdout.write(schema(what));
      end(ExitCode.success);
    });
};
