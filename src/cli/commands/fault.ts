import type { AddCommand } from '../command.js';
import { ExitCode } from '../exit-code.js';

const EXAMPLES = `
Examples:
  sysdesign fault crash api/2
  sysdesign fault slow api/2 factor=3 for=10s
  sysdesign fault delay 'api -> db' 'by=exponential(5ms)'
  sysdesign fault list
  sysdesign fault end crash-1
sysdesign list faults shows what can go wrong, and sysdesign list slow what it needs to know.
`;

export const addFault: AddCommand = (program, host, end) => {
  program
    .command('fault')
    .summary('break something in a system that is up')
    .description('Begins a fault in a system that is up, ends one, or lists those in force.')
    .argument('<what>', 'a fault, such as crash or slow; or end, or list')
    .argument('[target]', "whom it happens to: api/2, zone:eu, 'api -> db'; after end, the name of a fault")
    .argument('[options...]', 'key=value, as in a scenario: factor=3 for=10s')
    .option('--up <title>', 'a part of the title of the system that is meant, where several are up')
    .addHelpText('after', EXAMPLES)
    .action(async (what: string, target: string | undefined, options: string[], flags: { readonly up?: string }) => {
      const { fault } = await import('../../app/fault.js');
      const words = target === undefined ? [what] : [what, target, ...options];
      for (const line of await fault(words, flags)) host.stdout.write(`${line}\n`);
      end(ExitCode.success);
    });
};
