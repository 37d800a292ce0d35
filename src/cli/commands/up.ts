import { once } from 'node:events';
import { InvalidArgumentError } from 'commander';
import { collect } from '../collect.js';
import type { AddCommand } from '../command.js';
import { ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { pageWidth } from '../page-width.js';

interface Flags {
  readonly load?: true;
  readonly arm?: string;
  readonly port?: readonly string[];
  readonly metricsPort?: number;
  readonly seed?: number;
  readonly set?: readonly string[];
  readonly threads?: number;
  readonly rate?: string;
  readonly work?: string;
  readonly allowRemote?: readonly string[];
  readonly plugin?: readonly string[];
}

const LAST_PORT = 65_535;
const MOST_THREADS = 256;

export const addUp: AddCommand = (program, host, end) => {
  program
    .command('up')
    .summary('start the nodes of a scenario and leave them up')
    .description(
      'Starts the nodes of a scenario on 127.0.0.1 and leaves them up for curl, wrk or a browser, until Ctrl-C. sysdesign fault breaks them.',
    )
    .argument('<file>', 'a scenario; - is standard input')
    .option('--load', 'let the workloads send their requests as well')
    .option('--arm <name>', 'which arm; the first one without it')
    .option('--port <node=port>', "the port of a node's first instance; repeatable", collect)
    .option('--metrics-port <port>', 'where metrics are; any port that is free without it', within(1, LAST_PORT))
    .option('--seed <number>', 'another seed than the scenario has', within(0, Number.MAX_SAFE_INTEGER))
    .option('--set <path=value>', 'change a value, such as nodes.api.replicas=2; repeatable', collect)
    .option('--threads <count>', 'in how many threads the nodes run', within(1, MOST_THREADS))
    .option('--rate <share>', 'which share of the load arrives, such as 10%')
    .option('--work <mode>', 'spin keeps cores busy with what is computed, sleep only takes as long')
    .option('--allow-remote <host:port>', 'a server elsewhere that may be used; repeatable', collect)
    .option('--plugin <file>', 'a module with definitions of your own; repeatable', collect)
    .action(async (file: string, flags: Flags) => end(await stayUp(file, flags, host)));
};

/** To be ended by hand is how it ends: Ctrl-C is a success. */
async function stayUp(file: string, flags: Flags, host: Host): Promise<ExitCode> {
  const interruption = new AbortController();
  const interrupted = once(interruption.signal, 'abort');
  const stopListening = host.onInterrupt(() => interruption.abort());
  try {
    const { up } = await import('../../app/up.js');
    const system = await up(file, { ...flags, plugins: flags.plugin });
    host.stdout.write(system.page({ width: pageWidth(host.stdout, undefined), colour: host.stdout.colour }));
    const failure = await Promise.race([system.failed, interrupted]);
    await system.stop();
    if (failure instanceof Error) throw failure;
    return ExitCode.success;
  } finally {
    stopListening();
  }
}

function within(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}
