import { InputError, type Problem } from '../core/problem.js';
import type { HostId } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import type { Model } from '../environment/model.js';
import { parseShare } from '../language/quantities.js';
import type { LoadedArm, LoadedScenario } from '../scenario/load-scenario.js';

/** What the command line says of a live run, as it was written; it goes before what the scenario says. */
export interface LiveFlags {
  readonly threads?: number | undefined;
  /** `10%` */
  readonly rate?: string | undefined;
  readonly work?: string | undefined;
  /** `host:port` */
  readonly allowRemote?: readonly string[] | undefined;
}

/** How a scenario runs on this machine. */
export interface LiveSettings {
  /** Which share of the load arrives, 0..1. */
  readonly rate: number;
  readonly work: 'spin' | 'sleep';
  /** undefined: as many as the machine has cores for. */
  readonly threads: number | undefined;
  /** By the name of a node: the port of its first instance. */
  readonly ports: Readonly<Record<string, number>>;
  readonly duration: Nanoseconds | undefined;
  readonly warmup: Nanoseconds | undefined;
  /** `host:port` of servers that may be used although they are on another machine. */
  readonly allowRemote: readonly string[];
}

const LAST_PORT = 65_535;

/** Throws InputError with everything that is wrong with the flags. */
export function liveSettings(scenario: Pick<LoadedScenario, 'live'>, flags: LiveFlags = {}): LiveSettings {
  const { live } = scenario;
  const problems: Problem[] = [];
  const rate = flags.rate === undefined ? (live?.rate ?? 1) : readRate(flags.rate, problems);
  const work = flags.work === undefined ? (live?.work ?? 'spin') : readWork(flags.work, problems);
  const allowRemote = flags.allowRemote ?? [];
  for (const address of allowRemote) checkAddress(address, problems);
  if (problems.length > 0) throw new InputError(problems);
  return {
    rate,
    work,
    threads: flags.threads ?? live?.threads,
    ports: live?.ports ?? {},
    duration: live?.duration,
    warmup: live?.warmup,
    allowRemote,
  };
}

/** An arm with the times of a live run; its load is that of the scenario still. Throws InputError where nothing would be measured. */
export function liveModel(arm: LoadedArm, seed: number, settings: LiveSettings): Model {
  const model = arm.model(seed);
  const { duration = model.duration, warmup = model.warmup } = settings;
  return arm.model(seed, { duration, warmup });
}

/** By HostId: the port on which the host of each instance has to listen. Throws InputError for a port beyond the last. */
export function portsOfHosts(model: Model, ports: Readonly<Record<string, number>>): Readonly<Record<HostId, number>> {
  const found: Record<HostId, number> = {};
  const problems: Problem[] = [];
  for (const { name, instances } of model.groups) {
    const first = ports[name];
    if (first === undefined) continue;
    if (first + instances.length - 1 > LAST_PORT) {
      const message = `the ports of ${name} go beyond the last one, ${LAST_PORT}: it has ${instances.length} instances`;
      problems.push({ message, hint: `begin at ${LAST_PORT + 1 - instances.length} or below` });
    }
    for (const [index, self] of instances.entries()) {
      const { host } = model.instances[self]!;
      const taken = found[host];
      const port = first + index;
      if (taken !== undefined) {
        const message = `${model.instances[self]!.name} stands on a host that has port ${taken} already`;
        problems.push({ message, hint: `leave ${name} out of live: ports` });
      }
      found[host] = port;
    }
  }
  const listed = Object.values(found);
  const twice = listed.find((port, index) => listed.indexOf(port) !== index);
  if (twice !== undefined) {
    problems.push({ message: `two hosts would listen on port ${twice}`, hint: 'leave a port for each instance of a node' });
  }
  if (problems.length > 0) throw new InputError(problems);
  return found;
}

function readRate(text: string, problems: Problem[]): number {
  const parsed = parseShare(text);
  if ('problem' in parsed) {
    problems.push({ message: `--rate ${text}: ${parsed.problem}`, text, hint: parsed.hint ?? 'write --rate 10%' });
    return 1;
  }
  if (parsed.value === 0) problems.push({ message: '--rate 0%: nothing would arrive', text, hint: 'write --rate 10%' });
  return parsed.value;
}

function readWork(text: string, problems: Problem[]): 'spin' | 'sleep' {
  if (text === 'spin' || text === 'sleep') return text;
  problems.push({ message: `--work ${text}: it is not known`, text, hint: 'write --work spin or --work sleep' });
  return 'spin';
}

const ADDRESS = /^(?:\[[0-9a-fA-F:]+\]|[^\s:/@]+):(\d{1,5})$/;

function checkAddress(text: string, problems: Problem[]): void {
  const port = Number(ADDRESS.exec(text)?.[1]);
  if (port >= 1 && port <= LAST_PORT) return;
  problems.push({ message: `--allow-remote ${text}: expected host:port`, text, hint: 'write --allow-remote 10.0.0.5:6379' });
}
