import { InputError } from '../core/problem.js';
import { beginFault, endFault, runningSystems, type RunningSystem } from './up/control-client.js';
import { controlFolder } from './up/control-folder.js';

export interface FaultOptions {
  /** Part of the title of the system that is meant, where several are up. */
  readonly up?: string | undefined;
  /** Where running systems have their sockets. */
  readonly folder?: string | undefined;
}

/**
 * Does something to a system that is up: `crash api/2 for=5s`, `end crash-1`, `list`. Gives back lines to show. Throws
 * InputError where nothing is up, or for what the system does not understand.
 */
export async function fault(words: readonly string[], options: FaultOptions = {}): Promise<string[]> {
  const system = await theSystem(options);
  const [what, target, ...rest] = words;
  if (what === 'list') return listed(system);
  if (what === 'end') return ended(system, words.slice(1));
  if (what === undefined || target === undefined) throw new InputError([INCOMPLETE]);
  const name = await beginFault(system, { kind: what, target, options: rest });
  const lasts = rest.some((option) => option.startsWith('for='));
  return [`${name} has begun${lasts ? '' : `; sysdesign fault end ${name} ends it`}`];
}

const INCOMPLETE = {
  message: 'a fault needs something that it happens to',
  hint: 'write sysdesign fault crash api/2, or sysdesign fault slow api/2 factor=3 for=10s',
};

async function theSystem({ up, folder = controlFolder() }: FaultOptions): Promise<RunningSystem> {
  const all = await runningSystems(folder);
  const meant = up === undefined ? all : all.filter(({ title }) => title.toLowerCase().includes(up.toLowerCase()));
  if (meant.length === 1) return meant[0]!;
  const titles = all.map(({ title }) => `"${title}"`).join(', ');
  if (all.length === 0) throw new InputError([{ message: 'no system is up', hint: 'start one with sysdesign up FILE' }]);
  if (meant.length === 0) throw new InputError([{ message: `nothing that is up is called ${up}`, hint: `there is ${titles}` }]);
  throw new InputError([
    { message: `${meant.length} systems are up: ${titles}`, hint: 'say which one with --up and a part of its title' },
  ]);
}

function listed({ title, faults }: RunningSystem): string[] {
  if (faults.length === 0) return [`no fault is in force in ${title}`];
  return faults.map(({ name, kind, target, options, seconds }) =>
    [name, kind, target, ...options, `since ${seconds.toFixed(1)} s`].join('  '),
  );
}

async function ended(system: RunningSystem, names: readonly string[]): Promise<string[]> {
  if (names.length === 0)
    throw new InputError([{ message: 'which one should end?', hint: 'sysdesign fault list shows their names' }]);
  const lines: string[] = [];
  for (const name of names) {
    // One after the other: the first that does not exist stops.
    // oxlint-disable-next-line no-await-in-loop
    await endFault(system, name);
    lines.push(`${name} has ended`);
  }
  return lines;
}
