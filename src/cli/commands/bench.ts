import { InvalidArgumentError, Option } from 'commander';
import { NotJudged } from '../../app/not-judged.js';
import { collect } from '../collect.js';
import type { AddCommand } from '../command.js';
import { ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { addLiveOptions, type LiveOptions, serverUrls } from '../live-options.js';
import { pageWidth } from '../page-width.js';
import { wholeNumber } from '../whole-number.js';

interface Flags extends LiveOptions {
  readonly live: true;
  readonly arm?: string;
  readonly connections: number;
  readonly seconds: number;
  readonly seed?: number;
  readonly set?: readonly string[];
  readonly plugin?: readonly string[];
  readonly json?: true;
}

const CONNECTIONS = 32;
const SECONDS = 10;

export const addBench: AddCommand = (program, host, end) => {
  const command = program
    .command('bench')
    .summary('find out how much the nodes of a scenario take')
    .description(
      'Starts the nodes of a scenario and asks the target of each workload as fast as it answers: a closed loop, which says how much it can take and not how long people wait.',
    )
    .argument('<file>', 'a scenario; - is standard input')
    .addOption(new Option('--live', 'with real sockets, threads and servers').makeOptionMandatory())
    .option('--arm <name>', 'which arm; the first one without it')
    .option('--connections <count>', 'how many ask at once', wholeNumber(1), CONNECTIONS)
    .option('--seconds <count>', 'how long each workload', atMost(3600), SECONDS)
    .option('--seed <number>', 'another seed than the scenario has', wholeNumber(0))
    .option('--set <path=value>', 'change a value, such as nodes.api.replicas=2; repeatable', collect)
    .option('--plugin <file>', 'a module with definitions of your own; repeatable', collect)
    .option('--json', 'write the figures as JSON');
  addLiveOptions(command).action(async (file: string, flags: Flags) => {
    end(await bench(file, { ...flags, urls: serverUrls(command) }, host));
  });
};

async function bench(file: string, flags: Flags & { urls: ReturnType<typeof serverUrls> }, host: Host): Promise<ExitCode> {
  const { probeScenario } = await import('../../app/live/probe-scenario.js');
  const { capacityReport } = await import('../../app/report.js');
  try {
    const capacities = await probeScenario(file, { ...flags, plugins: flags.plugin });
    const width = pageWidth(host.stdout, undefined);
    host.stdout.write(flags.json === true ? `${JSON.stringify(capacities, null, 2)}\n` : capacityReport(capacities, width));
    return ExitCode.success;
  } catch (error) {
    if (!(error instanceof NotJudged)) throw error;
    host.stderr.write(`${file} was not run: ${error.message}\n`);
    return flags.require === true ? ExitCode.failed : ExitCode.notJudged;
  }
}

function atMost(most: number): (text: string) => number {
  return (text) => {
    const value = wholeNumber(1)(text);
    if (value > most) throw new InvalidArgumentError(`Expected at most ${most}.`);
    return value;
  };
}
