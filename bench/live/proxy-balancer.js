import { catalogue } from '../../dist/catalogue/catalogue.js';
import { AlarmThread } from '../../dist/engines/live/alarm/alarm-thread.js';
import { machineTime } from '../../dist/engines/live/clock.js';
import { ThreadBody } from '../../dist/engines/live/thread/thread-body.js';
import { SharedTruth } from '../../dist/metrics/shared-truth.js';
import { loadScenarioText } from '../../dist/scenario/load-scenario.js';

/** The real balancer node, in a live thread of its own process, with bare servers where its targets would be. */
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
const alarm = new AlarmThread(1);
const setup = {
  name: 'gateway',
  hosts: [gateway],
  ports: {},
  truth: SharedTruth.memory({ keys: model.keys.count, dataSets: model.groups.length, holders: [] }),
  alarm: alarm.seats[0],
  burners: null,
  backends: {},
  allowRemote: [],
  poison: false,
  slowMotion: 1,
};
const body = new ThreadBody(model, catalogue, setup, (message) => {
  if (message.kind === 'failed') throw new Error(message.failure.message);
  if (message.kind === 'listening') start(message.ports[gateway]);
});
await alarm.ready();
await body.listen();

async function start(port) {
  await body.receive({ kind: 'connect', ports });
  await body.receive({ kind: 'start', origin: machineTime() });
  process.stdout.write(`[${port}]\n`);
}
