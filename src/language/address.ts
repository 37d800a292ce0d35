import type { QuantityProblem } from './quantities.js';

/** Instances of a node, or all hosts of a zone. Everything counts from 0. */
export type Address = InstanceAddress | ZoneAddress;

export interface InstanceAddress {
  readonly type: 'instances';
  readonly node: string;
  /** `store#3`; absent where the address names no shard. */
  readonly shard?: number | '*';
  /** `api/2`, `store#3/leader`; absent where the address names no replica. */
  readonly index?: number | '*' | 'leader';
}

export interface ZoneAddress {
  readonly type: 'zone';
  /** `*` is every zone. */
  readonly zone: string;
}

/** `a -> b`, or `a <-> b` for both directions. */
export interface Link {
  readonly from: Address;
  readonly to: Address;
  readonly both: boolean;
}

const LONGEST = 200;
const INSTANCE = /^([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:#(\d{1,9}|\*))?(?:\/(\d{1,9}|\*|leader))?$/;
const ZONE = /^zone:([a-z][a-z0-9]*(?:-[a-z0-9]+)*|\*)$/;

/** `node`, `node/2`, `node/*`, `store#3`, `store#3/0`, `store#3/leader`, `zone:eu`. */
export function parseAddress(text: string): Address | QuantityProblem {
  if (text.length > LONGEST) return { problem: 'it is too long for an address' };
  const zone = ZONE.exec(text);
  if (zone !== null) return { type: 'zone', zone: zone[1]! };
  const instance = INSTANCE.exec(text);
  if (instance === null) return { problem: 'it is not an address', hint: hintFor(text) };
  const [, node, shard, index] = instance;
  return {
    type: 'instances',
    node: node!,
    ...(shard === undefined ? {} : { shard: shard === '*' ? shard : Number(shard) }),
    ...(index === undefined ? {} : { index: index === '*' || index === 'leader' ? index : Number(index) }),
  };
}

/** `a -> b` and `a <-> b`, where a and b are addresses. */
export function parseLink(text: string): Link | QuantityProblem {
  const parts = text.slice(0, 2 * LONGEST + 1).split(/ +(<->|->) +/);
  if (parts.length !== 3 || text.length > 2 * LONGEST) {
    return {
      problem: 'it is not a link',
      hint: 'write a -> b for one direction and a <-> b for both, with spaces around the arrow',
    };
  }
  const from = parseAddress(parts[0]!);
  if ('problem' in from) return { ...from, problem: `${parts[0]} is not an address` };
  const to = parseAddress(parts[2]!);
  if ('problem' in to) return { ...to, problem: `${parts[2]} is not an address` };
  return { from, to, both: parts[1] === '<->' };
}

function hintFor(text: string): string {
  if (/\s#|#\D/.test(text) && !/#\*/.test(text)) return 'a comment needs a space before its #; a shard is written store#3';
  if (text.includes('->')) return 'only one node can stand here, not a link';
  return 'write node, node/2, node/*, store#3, store#3/0, store#3/leader or zone:eu';
}
