import { describe, expect, it } from 'vitest';
import { InputError } from '../core/problem.js';
import { loadScenario, loadScenarioText, type LoadOptions } from './load-scenario.js';

const SHOP = `sysdesign: 1
title: A shop
duration: 60s
parameters: { load: 100/s }
workloads: { users: { target: api, arrivals: poisson($load) } }
nodes: { api: { kind: service, replicas: 2, operations: { "*": [ { compute: 1ms } ] } } }
arms: { few: { nodes.api.replicas: 1 }, many: { nodes.api.replicas: 9 } }
expect: [ users.throughput within 5% of $load ]
`;

function problems(options: LoadOptions, text = SHOP): string[] {
  try {
    loadScenarioText(text, options);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ at, message, hint }) => `${at!.file}:${at!.line}:${at!.column} ${message} | ${hint}`);
  }
  return [];
}

function standardInput(path: string): Uint8Array {
  return new TextEncoder().encode(path === '-' ? SHOP : '');
}

describe('a setting', () => {
  it('takes effect in every arm, and in what its parameters stand for', () => {
    const loaded = loadScenarioText(SHOP, { set: ['parameters.load=4000/s', 'workloads.users.timeout=1s'] });
    const configs = loaded.arms.map((arm) => arm.model().groups[1]!.config);
    expect(configs).toMatchObject([
      { timeout: 1e9, arrivals: { options: [4000] } },
      { timeout: 1e9, arrivals: { options: [4000] } },
    ]);
    expect(loaded.expectations[0]!.text).toBe('users.throughput within 5% of 4000/s');
    expect(loaded.parameters).toEqual({ load: '4000/s' });
  });

  it('may reach into an arm', () => {
    const { arms } = loadScenarioText(SHOP, { set: ['arms.few.nodes.api.replicas=3'] });
    expect(arms.map((arm) => [arm.settings, arm.model().groups[0]!.instances.length])).toEqual([
      ['nodes.api.replicas: 3', 3],
      ['nodes.api.replicas: 9', 9],
    ]);
  });

  it('takes maps and lists as YAML writes them', () => {
    const { arms } = loadScenarioText(SHOP, { set: ['nodes.api.zone=[eu, us]', 'network={ latency: 1ms }'] });
    expect(arms[1]!.model()).toMatchObject({ network: { base: { loss: 0 } } });
    expect(arms[1]!.model().hosts[1]!.zone).toBe('us');
  });

  it.each([
    [
      'nodes.api.replicas=3',
      'has no effect: every arm gives this key a value of its own | set it in an arm: --set arms.few.nodes.api.replicas=...',
    ],
    ['nodes.api.workers=many', '--set nodes.api.workers=many:1:1 expected a count'],
    ['nodes.api.wrokers=1', 'unknown key wrokers'],
    ['seed', 'a setting is a path and a value'],
    ['=1', 'a setting is a path and a value'],
    ['a..b=1', 'a setting is a path and a value'],
    ['__proto__.x=1', '__proto__ cannot be a key'],
    ['seed=[', 'flow sequence'],
    [`seed=${'['.repeat(1000)}`, 'nested deeper than 64 levels'],
    [`${'a.'.repeat(1000)}b=1`, 'deeper than 64 levels'],
  ])('%s that is wrong is told with itself as the place', (setting, expected) => {
    expect(problems({ set: [setting] }).join('\n')).toContain(expected);
  });

  it('that is wrong is told together with the others', () => {
    expect(problems({ set: ['a', 'b'], trials: 'x' })).toHaveLength(2);
  });
});

describe('the other options', () => {
  it('give the seed and the number of trials', () => {
    const loaded = loadScenarioText(SHOP, { seed: 9, trials: '20' });
    expect([loaded.seed, loaded.trials, loaded.arms[0]!.model().seed, loaded.arms[0]!.model(5).seed]).toEqual([9, 20, 9, 5]);
    expect(problems({ seed: 'x' })[0]).toContain('--set seed=x:1:1 expected a count');
  });

  it('read a scenario from standard input', () => {
    expect(loadScenario('-', { readFile: standardInput }).title).toBe('A shop');
  });
});

describe('arms and their variants', () => {
  it('give one arm named base where there are none', () => {
    const { arms } = loadScenarioText(SHOP.replace(/^arms.*\n/m, ''));
    expect(arms.map(({ name, settings }) => [name, settings])).toEqual([['base', '']]);
  });

  it('must not differ in a parameter of an expectation', () => {
    expect(problems({}, SHOP.replace('{ nodes.api.replicas: 9 }', '{ parameters.load: 9/s }'))[0]).toContain(
      'differs between arms',
    );
  });

  it('come before the changes of fails-with, which may also reach into one of them', () => {
    const text = `${SHOP}fails-with: [ { nodes.api.replicas: 5 }, { arms.few.nodes.api.replicas: 6 } ]`;
    const { failsWith } = loadScenarioText(text);
    expect(
      failsWith.map(({ settings, arms }) => [settings, ...arms.map((arm) => arm.model().groups[0]!.instances.length)]),
    ).toEqual([
      ['nodes.api.replicas: 5', 5, 5],
      ['arms.few.nodes.api.replicas: 6', 6, 9],
    ]);
  });
});

describe('problems', () => {
  it('are told all at once, in the order of the text, whatever they are about', () => {
    const text = SHOP.replace('60s', '60')
      .replace('target: api', 'target: app')
      .replace('replicas: 2', 'replica: 2')
      .replace('users.throughput', 'users.thoughput');
    expect(problems({}, text).map((problem) => problem.split(' | ')[0])).toEqual([
      'scenario.yaml:3:11 expected a duration, such as 30s: the unit is missing',
      'scenario.yaml:5:31 there is no node app',
      'scenario.yaml:6:32 unknown key replica',
      'scenario.yaml:8:11 users has no metric thoughput',
    ]);
  });

  it('that only one arm has name it', () => {
    const text = SHOP.replace('many: { nodes.api.replicas: 9 }', 'many: { nodes.api.kind: cache }');
    expect(problems({}, text)[0]).toContain('(in many)');
    expect(problems({}, SHOP.replace('1ms', '1'))[0]).not.toContain('(in');
  });
});
