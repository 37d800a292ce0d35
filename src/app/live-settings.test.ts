import { describe, expect, it } from 'vitest';
import { InputError } from '../core/problem.js';
import { SECOND } from '../core/time.js';
import { loadScenarioText } from '../scenario/load-scenario.js';
import { type LiveFlags, liveModel, liveSettings, portsOfHosts } from './live-settings.js';

const scenario = (live = '') =>
  loadScenarioText(`sysdesign: 1
title: shop
duration: 20s
warmup: 2s
workloads:
  shoppers: { target: api, arrivals: constant(100/s) }
nodes:
  api: { kind: service, replicas: 2, operations: { "*": [{ call: near }] } }
  near: { kind: cache, capacity: 10, inside: api }
  db: { kind: store }
${live}`);

function problemsOf(flags: LiveFlags): string[] {
  try {
    liveSettings(scenario(), flags);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

describe('the settings of a live run', () => {
  it('are those of the scenario, before which those of the command line go', () => {
    const loaded = scenario('live: { rate: 10%, threads: 3, ports: { db: 9000 }, duration: 5s }');
    const expected = { rate: 0.1, work: 'spin', threads: 3, ports: { db: 9000 }, duration: 5 * SECOND, warmup: undefined };
    expect(liveSettings(loaded)).toEqual({ ...expected, allowRemote: [] });
    const flags = { rate: '25%', work: 'sleep', threads: 1, allowRemote: ['cache.internal:6379'] };
    const given = { rate: 0.25, work: 'sleep', threads: 1, allowRemote: ['cache.internal:6379'] };
    expect(liveSettings(loaded, flags)).toEqual({ ...expected, ...given });
  });

  it('are all of the load and real work where nobody says anything', () => {
    expect(liveSettings(scenario())).toMatchObject({ rate: 1, work: 'spin', threads: undefined, ports: {} });
  });

  it('name every flag that is wrong', () => {
    expect(problemsOf({ rate: '10', work: 'rest', allowRemote: ['cache', 'cache:0', 'cache:70000', '[::1]:80'] })).toEqual([
      expect.stringContaining('--rate 10:'),
      '--work rest: it is not known',
      '--allow-remote cache: expected host:port',
      '--allow-remote cache:0: expected host:port',
      '--allow-remote cache:70000: expected host:port',
    ]);
    expect(problemsOf({ rate: '0%' })).toEqual(['--rate 0%: nothing would arrive']);
  });

  it('change the times of an arm, and nothing where they have none', () => {
    const loaded = scenario('live: { duration: 5s }');
    const [arm] = loaded.arms;
    expect(liveModel(arm!, 4, liveSettings(loaded))).toMatchObject({ duration: 5 * SECOND, warmup: 2 * SECOND, seed: 4 });
    expect(liveModel(arm!, 4, liveSettings(scenario()))).toEqual(arm!.model(4));
  });
});

describe('the ports of hosts', () => {
  const model = scenario().arms[0]!.model();
  const hostOf = (name: string) => model.instances.find((instance) => instance.name === name)!.host;

  it('count on from that of the first instance', () => {
    expect(portsOfHosts(model, { api: 8080, db: 9000 })).toEqual({
      [hostOf('api/0')]: 8080,
      [hostOf('api/1')]: 8081,
      [hostOf('db')]: 9000,
    });
  });

  it('are each for one host only, and each host has one', () => {
    expect(() => portsOfHosts(model, { api: 8080, db: 8081 })).toThrow('two hosts would listen on port 8081');
    expect(() => portsOfHosts(model, { api: 8080, near: 9000 })).toThrow('near/0 stands on a host that has port 8080 already');
  });

  it('end with the last one there is', () => {
    expect(() => portsOfHosts(model, { api: 65_535 })).toThrow('the ports of api go beyond the last one, 65535');
  });
});
