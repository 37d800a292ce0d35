import { Option } from 'commander';
import type { RunProgress, RunResult } from '../../app/index.js';
import { NotJudged } from '../../app/not-judged.js';
import { collect } from '../collect.js';
import type { AddCommand } from '../command.js';
import { addLiveOptions, type LiveOptions, serverUrls } from '../live-options.js';
import { ExitCode, exitCodeOf, worstOf } from '../exit-code.js';
import type { Host } from '../host.js';
import { pageWidth } from '../page-width.js';
import { wholeNumber } from '../whole-number.js';

interface Flags extends LiveOptions {
  readonly live?: true;
  readonly theory?: true;
  readonly seed?: number;
  readonly set?: readonly string[];
  readonly trials?: number;
  readonly json?: true;
  readonly trace?: string;
  readonly out?: string;
  readonly calibration?: string;
  readonly plugin?: readonly string[];
  readonly width?: number;
}

export const addRun: AddCommand = (program, host, end) => {
  const command = program
    .command('run')
    .summary('run scenarios and judge what comes out')
    .description('Runs each scenario, shows what was measured, and ends with 0 only if every expectation holds.')
    .argument('<file...>', 'scenarios; - is standard input')
    .addOption(new Option('--live', 'run it for real: threads, sockets, the servers that stand for nodes').conflicts('theory'))
    .option('--theory', 'say what closed forms can say of it, without running it')
    .option('--seed <number>', 'another seed than the scenario has', wholeNumber(0))
    .option('--set <path=value>', 'change a value, such as nodes.api.replicas=2; repeatable', collect)
    .option('--trials <count>', 'repeat with derived seeds and show confidence intervals', wholeNumber(1))
    .option('--json', 'write results.json to standard output instead of the summary')
    .option('--trace <request>', 'show the path of one request: shoppers/1234 or shoppers/slowest')
    .option('--out <folder>', 'also write results.json and the resolved scenario into a folder')
    .addOption(new Option('--calibration <file>', 'what this machine takes, as `calibrate` measured it').conflicts('live'))
    .option('--plugin <file>', 'a module with policies, kinds or steps of your own; repeatable', collect)
    .option('--width <columns>', 'width of the summary', wholeNumber(60));
  addLiveOptions(command).action(async (files: string[], flags: Flags) => {
    end(await runFiles(files, { ...flags, urls: serverUrls(command) }, host));
  });
};

type Given = Flags & { readonly urls: ReturnType<typeof serverUrls> };

async function runFiles(files: readonly string[], flags: Given, host: Host): Promise<ExitCode> {
  const { loadAll } = await import('../../app/load-all.js');
  const scenarios = await loadAll(files, { ...flags, plugins: flags.plugin });
  const interruption = new AbortController();
  const stopListening = host.onInterrupt(() => interruption.abort());
  const results: RunResult[] = [];
  const leftOut: ExitCode[] = [];
  try {
    for (const scenario of scenarios) {
      if (interruption.signal.aborted) break;
      // One scenario after the other: their summaries are read from top to bottom.
      // oxlint-disable-next-line no-await-in-loop
      const result = await runOne(scenario, flags, interruption.signal, host, results.length > 0);
      if (result === null) leftOut.push(flags.require === true ? ExitCode.failed : ExitCode.notJudged);
      else results.push(result);
    }
  } finally {
    stopListening();
  }
  if (flags.json === true) await writeJson(results, files.length > 1, host);
  return worstOf([...results.map(exitCodeOf), ...leftOut]);
}

type Scenario = Awaited<ReturnType<typeof import('../../app/load-all.js').loadAll>>[number];

/** null where this machine has not what it takes, which is said in one line. */
async function runOne(
  scenario: Scenario,
  flags: Given,
  signal: AbortSignal,
  host: Host,
  follows: boolean,
): Promise<RunResult | null> {
  const { progressOn } = await import('../progress.js');
  const progress = await progressOn(host.stderr);
  let result: RunResult;
  try {
    const options = { trace: flags.trace, signal, onProgress: (state: RunProgress) => progress.show(scenario.file, state) };
    const onLine = (line: string): void => progress.line(line);
    if (flags.live === true) result = await scenario.runLive({ ...options, flags, urls: flags.urls, onLine });
    else result = await scenario.run(flags.theory === true ? { ...options, engine: 'theory' } : options);
  } catch (error) {
    if (!(error instanceof NotJudged)) throw error;
    host.stderr.write(`${scenario.file} was not run: ${error.message}\n`);
    return null;
  } finally {
    progress.clear();
  }
  if (flags.out !== undefined) await scenario.save(result, flags.out);
  if (flags.json !== true) await show(result, flags, host, follows);
  return result;
}

async function show(result: RunResult, flags: Flags, host: Host, follows: boolean): Promise<void> {
  const { report } = await import('../../app/report.js');
  const options = { width: pageWidth(host.stdout, flags.width), colour: host.stdout.colour };
  if (follows) host.stdout.write('\n');
  host.stdout.write(report(result, 'terminal', options));
  if (flags.trace !== undefined) host.stdout.write(`\n${report(result, 'trace', options)}`);
}

/** One file gives one result; several give a list of them, whatever became of each. */
async function writeJson(results: readonly RunResult[], several: boolean, host: Host): Promise<void> {
  const { report } = await import('../../app/report.js');
  const texts = results.map((result) => report(result, 'json').trimEnd());
  host.stdout.write(several ? `[\n${texts.join(',\n')}\n]\n` : `${texts.join('')}\n`);
}
