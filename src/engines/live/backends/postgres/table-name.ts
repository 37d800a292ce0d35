import type { GroupModel } from '../../../../environment/model.js';

/** Postgres cuts names off at 63 bytes. */
const LONGEST = 40;

/** `catalogue_2`: the table of one shard. Names of nodes are small letters, digits and -, so that no two become the same. */
export function tableName(group: Pick<GroupModel, 'name' | 'instances'>, shard: number): string {
  const { name, instances } = group;
  const told = name.replaceAll('-', '_');
  return told.length <= LONGEST ? `${told}_${shard}` : `${told.slice(0, LONGEST)}_${instances[0]}_${shard}`;
}
