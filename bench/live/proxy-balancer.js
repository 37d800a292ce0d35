import { Crew } from '../../dist/engines/live/crew.js';
import { loadScenarioText } from '../../dist/scenario/load-scenario.js';

/** The real balancer node, in a live thread of its own, with bare servers where its targets would be. */
const SCENARIO = `
sysdesign: 1
title: A balancer
duration: 1d
network: none
workloads:
  users: { target: gateway, arrivals: constant(1/s) }
nodes:
  gateway: { kind: load-balancer, targets: api, policy: round-robin }
  api: { kind: service, replicas: 3, operations: { "*": [ { compute: 1ms } ] } }
`;

const origins = process.argv.slice(2).map(Number);
const model = loadScenarioText(SCENARIO).arms[0].model();
const gateway = model.hosts.findIndex(({ name }) => name === 'gateway');
const ports = model.hosts.map(({ name }) => (name.startsWith('api/') ? origins[Number(name.slice(4))] : 0));
const listener = {
  onMessage: (message) => {
    if (message.kind === 'failed') throw new Error(message.failure.message);
    if (message.kind === 'listening') start(message.ports[gateway]);
  },
  onLost: () => {},
};
const crew = new Crew(model, [[gateway]], () => listener, { work: 'sleep' });
await crew.ready();

function start(port) {
  crew.everybody({ kind: 'connect', ports });
  crew.start();
  setTimeout(() => process.stdout.write(`[${port}]\n`), 200);
}
