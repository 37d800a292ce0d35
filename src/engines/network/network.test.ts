import { describe, expect, it } from 'vitest';
import type { LinkModel, Model, NetworkModel } from '../../environment/model.js';
import type { Action } from '../../environment/world.js';
import { LOST_ON_THE_WAY } from './link.js';
import { Network } from './network.js';

const HOSTS = ['a', 'b', 'c'];

function model(network: Partial<NetworkModel>, hosts = HOSTS): Model {
  const named = hosts.map((name) => ({ name, zone: null, instances: [], whenDown: 'refuse' as const }));
  return { seed: 3, hosts: named, network: { base: null, links: [], unreachableAfter: 1, ...network } } as unknown as Model;
}

function exponential(mean: number): LinkModel {
  return { latency: { name: 'exponential', arguments: [mean] }, bandwidth: null, loss: 0 };
}

function constant(latency: number): LinkModel {
  return { latency: { name: 'constant', arguments: [latency] }, bandwidth: null, loss: 0 };
}

function draws(network: Network, from: number, to: number): number[] {
  return Array.from({ length: 5 }, () => network.between(from, to)!.transit(0, 0));
}

const cause: Action = { begin() {}, end() {} };
const another: Action = { begin() {}, end() {} };

describe('Network', () => {
  it('has nothing between what is on one host, nor anywhere where there is no network', () => {
    expect(new Network(model({ base: constant(5) })).between(1, 1)).toBeNull();
    expect(new Network(model({})).between(0, 1)).toBeNull();
  });

  it('has one link for each direction', () => {
    const network = new Network(model({ base: constant(5) }));
    expect(network.between(0, 1)).toBe(network.between(0, 1));
    expect(network.between(0, 1)).not.toBe(network.between(1, 0));
  });

  it('prefers a link of its own, for its direction only', () => {
    const network = new Network(model({ base: constant(5), links: [{ from: 0, to: 1, link: constant(9) }] }));
    expect(network.between(0, 1)!.transit(0, 0)).toBe(9);
    expect(network.between(1, 0)!.transit(0, 0)).toBe(5);
  });

  it('draws by the names of the two hosts: neither the order of use nor other hosts move a draw', () => {
    const first = new Network(model({ base: exponential(1000) }));
    const expected = draws(first, 0, 2);
    const second = new Network(model({ base: exponential(1000) }));
    draws(second, 2, 0);
    draws(second, 0, 1);
    expect(draws(second, 0, 2)).toEqual(expected);
    const larger = new Network(model({ base: exponential(1000) }, ['a', 'aa', 'b', 'c']));
    expect(draws(larger, 0, 3)).toEqual(expected);
    expect(draws(second, 2, 0)).not.toEqual(expected);
  });

  it('ends what one cause does and leaves what another does', () => {
    const network = new Network(model({ base: constant(5) }));
    network.disturb(0, 1, cause, { blocked: true });
    network.disturb(0, 1, another, { delay: { name: 'constant', arguments: [10] } });
    expect(network.between(0, 1)!.transit(0, 0)).toBe(LOST_ON_THE_WAY);
    network.disturb(0, 1, cause, null);
    expect(network.between(0, 1)!.transit(0, 0)).toBe(15);
    network.disturb(0, 1, another, null);
    expect(network.between(0, 1)!.transit(0, 0)).toBe(5);
  });

  it('replaces what a cause did before, and ends without a word what was never begun', () => {
    const network = new Network(model({ base: constant(5) }));
    network.disturb(0, 1, cause, { delay: { name: 'constant', arguments: [10] } });
    network.disturb(0, 1, cause, { delay: { name: 'constant', arguments: [20] } });
    network.disturb(0, 1, another, null);
    expect(network.between(0, 1)!.transit(0, 0)).toBe(25);
  });

  it('can disturb where there was no link, and takes no time there once it has healed', () => {
    const network = new Network(model({}));
    network.disturb(0, 1, cause, { delay: { name: 'constant', arguments: [10] } });
    expect(network.between(0, 1)!.transit(1_000_000, 0)).toBe(10);
    network.disturb(0, 1, cause, null);
    expect(network.between(0, 1)!.transit(1_000_000, 0)).toBe(0);
    expect(network.between(1, 0)).toBeNull();
  });

  it('a fault moves no draw of the latency beneath it', () => {
    const calm = new Network(model({ base: exponential(1000) }));
    const expected = draws(calm, 0, 1);
    const disturbed = new Network(model({ base: exponential(1000) }));
    disturbed.disturb(0, 1, cause, { delay: { name: 'constant', arguments: [7] } });
    expect(draws(disturbed, 0, 1)).toEqual(expected.map((transit) => transit + 7));
  });
});
