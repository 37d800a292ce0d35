import { expect, it } from 'vitest';
import { InputError } from '../../core/problem.js';
import { loadScenarioText } from '../../scenario/load-scenario.js';
import { readPorts } from './read-ports.js';

const MODEL = loadScenarioText(`
sysdesign: 1
title: A small shop
duration: 10s
workloads:
  users: { target: gateway, arrivals: poisson(10/s) }
nodes:
  gateway: { kind: load-balancer, targets: api }
  api: { kind: service, replicas: 3, workers: 4, operations: { "*": [ { fetch: { from: products, else: db } } ] } }
  products: { kind: cache, capacity: 50, inside: api }
  db: { kind: store, service-time: 1ms }
`).arms[0]!.model();

it('a port is given to a node by its name', () => {
  expect(readPorts(['gateway=8080', 'api=9000', 'api=9100'], MODEL)).toEqual({ gateway: 8080, api: 9100 });
});

it('what cannot be given a port is told, all at once', () => {
  let problems: readonly string[] = [];
  try {
    readPorts(['gateway', 'api=many', 'x=1=2', 'gatway=1', 'users=2', 'products=3'], MODEL);
  } catch (error) {
    problems = (error as InputError).problems.map(({ message, hint }) => (hint === undefined ? message : `${message} / ${hint}`));
  }
  expect(problems).toEqual([
    ...['gateway', 'api=many', 'x=1=2'].map((text) => `--port ${text}: expected a node and its port / write --port gateway=8080`),
    'there is no node gatway / did you mean gateway?',
    'users is a workload: it calls, and nobody calls it',
    'products lives inside api and has no port of its own / give api one',
  ]);
});
