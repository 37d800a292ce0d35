import { InvalidArgumentError } from 'commander';
import type { StudyOptions } from '../../app/cache/study-cache.js';
import { collect } from '../collect.js';
import type { AddCommand } from '../command.js';
import { ExitCode } from '../exit-code.js';
import type { Host } from '../host.js';
import { pageWidth } from '../page-width.js';
import { progressOn } from '../progress.js';
import { wholeNumber } from '../whole-number.js';

interface Flags extends Omit<StudyOptions, 'reading' | 'plugins'> {
  readonly columns?: string;
  readonly header: boolean;
  readonly separator?: string;
  readonly byteOrder?: 'big' | 'little';
  readonly json?: true;
  readonly csv?: true;
  readonly width?: number;
  readonly plugin?: readonly string[];
}

const EXAMPLES = `
Examples:
  sysdesign cache access.log
  sysdesign cache trace.bin --format oracleGeneral --policy lru,arc,s3-fifo --capacity 10,100,1k,10%
  sysdesign cache access.log.gz --bytes --policy lru,gdsf,belady --capacity 1MB,10MB,10%
  sysdesign cache requests.csv --columns key=2 --policy lru,s3-fifo:small=5% --sample 1%
`;

export const addCache: AddCommand = (program, host, end) => {
  program
    .command('cache')
    .summary('show how often caches would miss the requests of a trace')
    .description('Replays the keys of a trace, without any system around them, and compares eviction policies and capacities.')
    .argument('<trace>', 'a file of requests, plain or packed by gzip; - is standard input')
    .option('--format <name>', 'the format of the file; normally it is seen')
    .option('--policy <list>', 'policies such as lru,arc,s3-fifo:small=5%, products such as lru-cache, or all')
    .option('--capacity <list>', 'entries such as 10k, sizes such as 64MiB, or shares of all objects such as 10%')
    .option('--bytes', 'measure the capacity in bytes, where it is a share')
    .option('--admission <policy>', 'what is kept out: none, tinylfu, size-limit:max=1MB')
    .option('--sample <share>', 'look at a share of the keys such as 1%, or at so many such as 8k; the error is shown')
    .option('--seed <number>', 'for policies that draw', wholeNumber(0))
    .option('--columns <list>', 'which column of a CSV file holds what: key=2,size=bytes')
    .option('--no-header', 'the first line of the CSV file is a request')
    .option('--separator <character>', 'what stands between two fields of a CSV file; tab is a name', oneCharacter)
    .addOption(program.createOption('--byte-order <order>', 'of a file of the format int32').choices(['big', 'little']))
    .option('--json', 'write JSON')
    .addOption(program.createOption('--csv', 'write CSV').conflicts('json'))
    .option('--width <columns>', 'width of the tables', wholeNumber(60))
    .option('--plugin <file>', 'a module with policies of your own; repeatable', collect)
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, flags: Flags) => end(await study(file, flags, host)));
};

async function study(file: string, flags: Flags, host: Host): Promise<ExitCode> {
  const [{ studyCache }, { reportStudy }, { parseColumns }] = await Promise.all([
    import('../../app/cache/study-cache.js'),
    import('../../app/cache/report-study.js'),
    import('../../app/cache/parse-columns.js'),
  ]);
  const { columns, header, separator, byteOrder, plugin, json, csv, width, ...asked } = flags;
  const reading = {
    header,
    ...(columns === undefined ? {} : { columns: parseColumns(columns) }),
    ...(separator === undefined ? {} : { separator }),
    ...(byteOrder === undefined ? {} : { byteOrder }),
  };
  const interruption = new AbortController();
  const stopListening = host.onInterrupt(() => interruption.abort());
  const progress = await progressOn(host.stderr);
  const onProgress = (doing: string, share: number): void => progress.show(file, { share, arm: doing, trial: 1, trials: 1 });
  try {
    const result = await studyCache(file, { ...asked, reading, plugins: plugin }, { signal: interruption.signal, onProgress });
    progress.clear();
    const format = json === true ? 'json' : csv === true ? 'csv' : 'terminal';
    host.stdout.write(reportStudy(result, format, { width: pageWidth(host.stdout, width), colour: host.stdout.colour }));
    return ExitCode.success;
  } catch (error) {
    progress.clear();
    if (interruption.signal.aborted) return ExitCode.interrupted;
    throw error;
  } finally {
    stopListening();
  }
}

function oneCharacter(text: string): string {
  const character = text === 'tab' ? '\t' : text;
  if (character.length === 1 && character !== '"') return character;
  throw new InvalidArgumentError('It must be one character, or tab.');
}
