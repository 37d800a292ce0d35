import { InputError } from '../../../../core/problem.js';
import type { GroupModel, Model } from '../../../../environment/model.js';
import type { StoreConfig } from '../../../../nodes/store/store.js';

/** What a server cannot do that a store in memory can. Throws InputError. */
export function refuseForgetting(group: GroupModel, server: string): void {
  const { durability } = group.config as StoreConfig;
  if (durability === 'durable') return;
  const message = `${group.name} cannot forget in a crash what is in ${server}, which goes on without it`;
  throw new InputError([{ message, hint: 'leave durability: memory out, or backend' }]);
}

/** What a reader must know where not all first values are there at the start. */
export function loadingWarnings(group: GroupModel, model: Model, mostKeys: number): string[] {
  const keys = model.keys.count + model.keys.texts.length;
  if (keys <= mostKeys) return [];
  return [
    `${group.name} has ${keys} keys, more than are put in before a run (${mostKeys}): the first read of each also writes it.`,
  ];
}
