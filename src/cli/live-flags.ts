import type { Command } from 'commander';
import { collect } from './collect.js';
import { wholeNumber } from './whole-number.js';

/** What a command that runs nodes on this machine is told beside its scenario; src/app reads and judges it. */
export interface LiveFlags {
  readonly threads?: number;
  readonly rate?: string;
  readonly work?: string;
  readonly allowRemote?: readonly string[];
}

export function addLiveFlags(command: Command): Command {
  return command
    .option('--threads <count>', 'live: in how many threads the nodes run', wholeNumber(1))
    .option('--rate <share>', 'live: which share of the load arrives, such as 10%')
    .option('--work <how>', 'live: whether compute keeps a core busy (spin) or only waits (sleep)')
    .option('--allow-remote <host:port>', 'live: a server on another machine that may be used; repeatable', collect);
}

/** Whether any of them was given, which only a live run understands. */
export function hasLiveFlags({ threads, rate, work, allowRemote }: LiveFlags): boolean {
  return [threads, rate, work, allowRemote].some((flag) => flag !== undefined);
}
