import { CommanderError } from 'commander';
import { InputError } from '../core/problem.js';
import { ExitCode } from './exit-code.js';
import type { Host } from './host.js';
import { programFor } from './program.js';

/** Does what the arguments say; gives back what to end with. Never throws. */
export async function commandLine(host: Host, version: string): Promise<ExitCode> {
  let code: ExitCode = ExitCode.success;
  const program = programFor(host, version, (given) => {
    code = given;
  });
  try {
    if (host.argv.length === 0) {
      program.outputHelp({ error: true });
      return ExitCode.badInput;
    }
    await program.parseAsync(host.argv, { from: 'user' });
    return code;
  } catch (error) {
    return tell(error, host, version);
  }
}

async function tell(error: unknown, host: Host, version: string): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.success : ExitCode.badInput;
  if (error instanceof InputError) {
    const { problemReport } = await import('./problem-report.js');
    host.stderr.write(await problemReport(error.problems, host));
    return ExitCode.badInput;
  }
  const reason = error instanceof Error ? error.message : String(error);
  const details =
    host.debug && error instanceof Error ? `${error.stack}\n` : 'Run it again with SYSDESIGN_DEBUG=1 to see where.\n';
  host.stderr.write(`This is a bug in sysdesign ${version}, not a mistake of yours: ${reason}\n${details}`);
  return ExitCode.bug;
}
