import { once } from 'node:events';
import { collect } from '../collect.js';
import type { AddCommand } from '../command.js';
import { ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { addLiveOptions, type LiveOptions, serverUrls } from '../live-options.js';
import { pageWidth } from '../page-width.js';
import { wholeNumber } from '../whole-number.js';

interface Flags extends LiveOptions {
  readonly load?: true;
  readonly arm?: string;
  readonly port?: readonly string[];
  readonly metricsPort?: number;
  readonly seed?: number;
  readonly set?: readonly string[];
  readonly plugin?: readonly string[];
  readonly width?: number;
}

export const addUp: AddCommand = (program, host, end) => {
  const command = program
    .command('up')
    .summary('start the nodes of a scenario and leave them up')
    .description(
      'Starts the nodes of a scenario on 127.0.0.1 and leaves them up for curl, wrk or a browser, until Ctrl-C. sysdesign fault breaks them.',
    )
    .argument('<file>', 'a scenario; - is standard input')
    .option('--load', 'let the workloads send their requests as well')
    .option('--arm <name>', 'which arm; the first one without it')
    .option('--port <node=port>', "the port of a node's first instance; repeatable", collect)
    .option('--metrics-port <port>', 'where metrics are; any port that is free without it', wholeNumber(1))
    .option('--seed <number>', 'another seed than the scenario has', wholeNumber(0))
    .option('--set <path=value>', 'change a value, such as nodes.api.replicas=2; repeatable', collect)
    .option('--plugin <file>', 'a module with definitions of your own; repeatable', collect)
    .option('--width <columns>', 'width of the page', wholeNumber(60));
  addLiveOptions(command).action(async (file: string, flags: Flags) => {
    end(await stayUp(file, { ...flags, urls: serverUrls(command) }, host));
  });
};

/** To be ended by hand is how it ends: Ctrl-C is a success. */
async function stayUp(
  file: string,
  flags: Flags & { readonly urls: ReturnType<typeof serverUrls> },
  host: Host,
): Promise<ExitCode> {
  const interruption = new AbortController();
  const interrupted = once(interruption.signal, 'abort');
  const stopListening = host.onInterrupt(() => interruption.abort());
  try {
    const { up } = await import('../../app/up.js');
    const system = await up(file, { ...flags, plugins: flags.plugin });
    host.stdout.write(system.page({ width: pageWidth(host.stdout, flags.width), colour: host.stdout.colour }));
    const failure = await Promise.race([system.failed, interrupted]);
    await system.stop();
    if (failure instanceof Error) throw failure;
    return ExitCode.success;
  } finally {
    stopListening();
  }
}
