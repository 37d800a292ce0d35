import type { VerifyResult } from '../../app/index.js';
import { collect } from '../collect.js';
import type { AddCommand } from '../command.js';
import { ExitCode, worstOf } from '../exit-code.js';
import type { Host } from '../host.js';
import { addLiveOptions, type LiveOptions, serverUrls } from '../live-options.js';
import { pageWidth } from '../page-width.js';
import { wholeNumber } from '../whole-number.js';

interface Flags extends LiveOptions {
  readonly runs: number;
  readonly seed?: number;
  readonly set?: readonly string[];
  readonly calibration?: string;
  readonly json?: true;
  readonly plugin?: readonly string[];
  readonly width?: number;
}

export const addVerify: AddCommand = (program, host, end) => {
  const command = program
    .command('verify')
    .summary('put the simulation, the real thing and theory side by side')
    .description(
      'Runs each scenario as a simulation and for real, each time under the same seed, asks theory, and shows how far the three lie apart. Ends with 0 only if that is within the bounds of the section agreement.',
    )
    .argument('<file...>', 'scenarios; - is standard input')
    .option('--runs <count>', 'how often each arm runs; shown are medians', wholeNumber(1), 5)
    .option('--seed <number>', 'another seed than the scenario has', wholeNumber(0))
    .option('--set <path=value>', 'change a value, such as nodes.api.replicas=2; repeatable', collect)
    .option('--calibration <file>', 'what this machine takes, as `calibrate` measured it: laid over simulation and theory')
    .option('--json', 'write the figures to standard output as JSON')
    .option('--plugin <file>', 'a module with policies, kinds or steps of your own; repeatable', collect)
    .option('--width <columns>', 'width of the page', wholeNumber(60));
  addLiveOptions(command).action(async (files: string[], flags: Flags) => {
    end(await verifyFiles(files, { ...flags, urls: serverUrls(command) }, host));
  });
};

type Given = Flags & { readonly urls: ReturnType<typeof serverUrls> };

async function verifyFiles(files: readonly string[], flags: Given, host: Host): Promise<ExitCode> {
  const { verifyAll } = await import('../../app/verify/verify-all.js');
  const { progressOn } = await import('../progress.js');
  const interruption = new AbortController();
  const stopListening = host.onInterrupt(() => interruption.abort());
  const progress = await progressOn(host.stderr);
  let results: readonly VerifyResult[];
  try {
    results = await verifyAll(files, {
      ...flags,
      flags,
      plugins: flags.plugin,
      signal: interruption.signal,
      onLine: (line) => progress.line(line),
      onProgress: (file, share, engine, run) => progress.show(file, { share, arm: engine, trial: run, trials: flags.runs }),
    });
  } finally {
    stopListening();
    progress.clear();
  }
  await show(results, flags, host);
  if (interruption.signal.aborted) return ExitCode.interrupted;
  return worstOf(results.map(exitCodeOf));
}

async function show(results: readonly VerifyResult[], flags: Flags, host: Host): Promise<void> {
  const { verificationJson, verificationText } = await import('../../app/verify/verification-text.js');
  if (flags.json === true) {
    const texts = results.map((result) => verificationJson(result).trimEnd());
    host.stdout.write(results.length === 1 ? `${texts.join('')}\n` : `[\n${texts.join(',\n')}\n]\n`);
    return;
  }
  const options = { width: pageWidth(host.stdout, flags.width), colour: host.stdout.colour };
  host.stdout.write(results.map((result) => verificationText(result, options)).join('\n'));
}

function exitCodeOf({ verdict }: VerifyResult): ExitCode {
  if (verdict === 'pass') return ExitCode.success;
  return verdict === 'fail' ? ExitCode.failed : ExitCode.notJudged;
}
