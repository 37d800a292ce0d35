// What is measured must not happen at once: these loops are sequences.
// oxlint-disable no-await-in-loop
import { parseArgs } from 'node:util';
import { Crew } from '../../dist/engines/live/crew.js';
import { Roll } from '../../dist/engines/live/roll.js';
import { loadScenarioText } from '../../dist/scenario/load-scenario.js';
import { IndexedHistogram } from '../../dist/metrics/indexed-histogram.js';
import { median } from '../median.js';
import { startScript, stopAll } from './servers.js';

const USAGE = `npm run bench:generator -- [--rounds N] [--seconds N] [--rates N,N]

The load generator of live runs sends requests to a bare server in another process, each when it is due. What counts is how
late they leave: at 5,000 requests/s 99 of a hundred have to leave within 2 ms; other rates are shown.

  --rounds N    how often each rate is sent; medians count (5)
  --seconds N   how long each time (5)
  --rates N,N   how many requests a second (5000,10000)
`;
const HELD_RATE = 5000;
const MOST_LAG = 2;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    rates: { type: 'string', default: '5000,10000' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help) process.stdout.write(USAGE);
else await measure(values.rates.split(',').map(Number), Number(values.rounds), Number(values.seconds));

async function measure(rates, rounds, seconds) {
  try {
    const [port] = (await startScript('origins.js')).ports;
    for (const rate of rates) {
      const measured = [];
      for (let round = 0; round < rounds; round++) measured.push(await send(rate, seconds, port));
      const of = (key) => median(measured.map((one) => one[key]));
      const verdict = rate === HELD_RATE ? `, at most ${MOST_LAG} ms${of('lag') <= MOST_LAG ? '  pass' : '  FAIL'}` : '';
      if (verdict.endsWith('FAIL')) process.exitCode = 1;
      process.stdout.write(
        `${String(rate).padStart(6)}/s due, ${of('answered').toFixed(0)}/s answered, ${(of('cpu') * 100).toFixed(0)}% of a core` +
          `   lag p50 ${of('usual').toFixed(2)} ms, p99 ${of('lag').toFixed(2)} ms${verdict}\n`,
      );
    }
  } finally {
    stopAll();
  }
}

/** The workload of a scenario in a thread of its own; where its target should listen, the bare server does. */
async function send(rate, seconds, port) {
  const model = loadScenarioText(scenarioOf(rate, seconds)).arms[0].model();
  const users = model.hosts.findIndex(({ name }) => name === 'users');
  const roll = new Roll([[users]]);
  const crew = new Crew(model, [[users]], (thread) => roll.listener(thread), { work: 'sleep' });
  try {
    await crew.ready();
    await roll.ports();
    crew.everybody({ kind: 'connect', ports: model.hosts.map(() => port) });
    await roll.connected();
    crew.start();
    await roll.drained((seconds + 10) * 1000);
    crew.everybody({ kind: 'finish', interrupted: false });
    const [report] = await roll.reports();
    if (report === undefined) throw new Error(`the generator did not report: ${[...roll.lost.values()].join(', ')}`);
    return figuresOf(report, model);
  } finally {
    roll.close();
    await crew.end();
  }
}

function figuresOf({ recorders, health }, { warmup, duration }) {
  const [{ data }] = recorders;
  const lag = IndexedHistogram.fromData(new Map(data.histograms).get('lag')).between(1, 2);
  const [tally] = new Map(data.tallies).values();
  const answered = IndexedHistogram.fromData(tally.latency).between(1, 2).count / ((duration - warmup) / 1e9);
  return { usual: lag.quantile(0.5) / 1e6, lag: lag.quantile(0.99) / 1e6, answered, cpu: health.cpu };
}

function scenarioOf(rate, seconds) {
  return `
sysdesign: 1
title: A load generator and a bare server
duration: ${seconds + 1}s
warmup: 1s
workloads:
  users: { target: api, arrivals: poisson(${rate}/s), timeout: 1s }
nodes:
  api: { kind: service, operations: { "*": [{ wait: 1ms }] } }
`;
}
