import type { AddCommand } from '../command.js';
import { ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { addServerOptions, serverUrls } from '../live-options.js';
import { wholeNumber } from '../whole-number.js';

interface Flags {
  readonly out: string;
  readonly rate: number;
  readonly seconds: number;
  readonly allowRemote?: readonly string[];
}

export const addCalibrate: AddCommand = (program, host, end) => {
  const command = program
    .command('calibrate')
    .summary('measure what this machine takes')
    .description(
      'Measures a hop between two hosts over the loopback, how late timers are, and each real server that is named or found, and writes them as distributions into a file that run and verify lay over a scenario.',
    )
    .option('--out <file>', 'the file that is written', 'calibration.yaml')
    .option('--rate <count>', 'requests per second, so few that none waits for another', wholeNumber(1), 100)
    .option('--seconds <count>', 'how long each measurement takes', wholeNumber(1), 5);
  addServerOptions(command).action(async (flags: Flags) => end(await calibrateMachine(flags, serverUrls(command), host)));
};

async function calibrateMachine(flags: Flags, urls: ReturnType<typeof serverUrls>, host: Host): Promise<ExitCode> {
  const { calibrate } = await import('../../app/calibrate/calibrate.js');
  const interruption = new AbortController();
  const stopListening = host.onInterrupt(() => interruption.abort());
  try {
    await calibrate(flags.out, {
      rate: flags.rate,
      seconds: flags.seconds,
      allowRemote: flags.allowRemote ?? [],
      urls,
      signal: interruption.signal,
      onLine: (line) => host.stderr.write(`${line}\n`),
    });
  } finally {
    stopListening();
  }
  if (interruption.signal.aborted) return ExitCode.interrupted;
  host.stdout.write(`${flags.out}\n`);
  return ExitCode.success;
}
