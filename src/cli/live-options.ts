import { type Command, Option } from 'commander';
import { collect } from './collect.js';
import { wholeNumber } from './whole-number.js';

/** What a command that runs a scenario in real time takes, beside what it takes anyway. */
export interface LiveOptions {
  readonly threads?: number;
  readonly rate?: string;
  readonly work?: string;
  readonly allowRemote?: readonly string[];
  readonly redisUrl?: string;
  readonly postgresUrl?: string;
  readonly require?: true;
}

/** Adds them to a command. Where the addresses of servers come from: an option, then the environment. */
export function addLiveOptions(command: Command): Command {
  return addServerOptions(command, 'live: ')
    .option('--threads <count>', 'live: in how many threads the nodes run', wholeNumber(1))
    .option('--rate <share>', 'live: which share of the load arrives, such as 10%')
    .option('--work <mode>', 'live: spin keeps cores busy with what is computed, sleep only takes as long')
    .option('--require', 'live: fail where a server is missing, instead of leaving the scenario out');
}

/** Those that say where real servers are. */
export function addServerOptions(command: Command, prefix = ''): Command {
  return command
    .addOption(new Option('--redis-url <url>', `${prefix}the Redis that stands for nodes`).env('SYSDESIGN_REDIS_URL'))
    .addOption(new Option('--postgres-url <url>', `${prefix}the Postgres that stands for nodes`).env('SYSDESIGN_POSTGRES_URL'))
    .option('--allow-remote <host:port>', `${prefix}a server elsewhere that may be used; repeatable`, collect);
}

/** Addresses of servers by scheme, and who gave them. */
export function serverUrls(command: Command): Readonly<Record<string, { readonly url: string; readonly by: string }>> {
  const found: Record<string, { url: string; by: string }> = {};
  for (const [scheme, key, variable] of SERVERS) {
    const url = command.getOptionValue(key) as string | undefined;
    if (url === undefined) continue;
    found[scheme] = { url, by: command.getOptionValueSource(key) === 'env' ? variable : `--${scheme}-url` };
  }
  return found;
}

const SERVERS = [
  ['redis', 'redisUrl', 'SYSDESIGN_REDIS_URL'],
  ['postgres', 'postgresUrl', 'SYSDESIGN_POSTGRES_URL'],
] as const;
