import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { SharedCensus } from '../../src/metrics/shared-census.js';
import { SharedTruth } from '../../src/metrics/shared-truth.js';
import { versionOf } from '../../src/metrics/truth.js';

const BUILT = new URL('../../dist/metrics/', import.meta.url).href;

/** Runs a text as a module of its own thread; it finds what it was given in `given`. Resolves with what it posts. */
function inThread(text: string, given: unknown): Promise<unknown> {
  const head = `
    import { parentPort, workerData as given } from 'node:worker_threads';
    const { SharedTruth } = await import(${JSON.stringify(`${BUILT}shared-truth.js`)});
    const { SharedCensus } = await import(${JSON.stringify(`${BUILT}shared-census.js`)});
    const { versionOf } = await import(${JSON.stringify(`${BUILT}truth.js`)});
    const { Level } = await import(${JSON.stringify(`${BUILT}level.js`)});
    const together = (gate, threads) => {
      Atomics.add(gate, 0, 1);
      while (Atomics.load(gate, 0) < threads);
    };`;
  const url = new URL(`data:text/javascript,${encodeURIComponent(`${head}\n${text}`)}`);
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, { workerData: given });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** Both halves of such an instant say the same number. */
const instantOf = (write: number) => write * 4_294_967_297;
const WRITES = 300_000;
/** Of a small table, which is then nearly full, so that threads want the same places. */
const KEYS = 440;
const ROUNDS = 100;

/** Where threads wait for each other, so that all of them begin at once. */
const gateOf = () => new Int32Array(new SharedArrayBuffer(4));

describe('the truth that threads share', () => {
  it('never shows half of an acknowledgement', async () => {
    const memory = SharedTruth.memory({ keys: 1, dataSets: 1, holders: [] });
    const truth = new SharedTruth(memory);
    const writer = `
      const truth = new SharedTruth(given);
      for (let write = 1; write <= ${WRITES}; write++) truth.written(3, versionOf(0, write), write * 4294967297);
      parentPort.postMessage('done');`;
    const writing = { over: false };
    const finished = inThread(writer, memory).finally(() => (writing.over = true));
    let seen = 0;
    let last = 0;
    while (!writing.over) {
      for (let look = 0; look < 2000; look++) {
        const instant = truth.supersededAt(3, versionOf(0, 0));
        if (instant === Number.POSITIVE_INFINITY) continue;
        const write = Math.floor(instant / 4_294_967_296);
        if (instant !== instantOf(write) || write < last) expect.fail(`saw ${instant} after write ${last}`);
        if (write > last) seen++;
        last = write;
      }
      // oxlint-disable-next-line no-await-in-loop
      await new Promise(setImmediate);
    }
    await finished;
    expect(truth.supersededAt(3, versionOf(0, WRITES - 1))).toBe(instantOf(WRITES));
    expect(seen).toBeGreaterThan(0);
  });

  it('takes the first writes of many keys from several threads at once', async () => {
    const memories = Array.from({ length: ROUNDS }, () => SharedTruth.memory({ keys: 1, dataSets: 1, holders: [] }));
    const gates = memories.map(gateOf);
    const writer = `
      for (const [round, memory] of given.memories.entries()) {
        const truth = new SharedTruth(memory);
        together(given.gates[round], 2);
        for (let key = 0; key < ${KEYS}; key++) truth.written(2 * key + given.place, versionOf(0, 1), key);
      }
      parentPort.postMessage('done');`;
    await Promise.all([0, 1].map((place) => inThread(writer, { memories, gates, place })));
    for (const memory of memories) {
      const truth = new SharedTruth(memory);
      const instants = Array.from({ length: 2 * KEYS }, (_, key) => truth.supersededAt(key, versionOf(0, 0)));
      expect(instants).toEqual(instants.map((_, key) => Math.floor(key / 2)));
      expect(truth.forgotten).toBe(0);
    }
  });

  it('counts each duplicate once, whichever thread came first', async () => {
    const instances = [0, 1, 2];
    const memory = SharedCensus.memory(50, instances);
    const gate = gateOf();
    const holder = `
      const level = () => new Level(1, { now: 0 });
      const [all, duplicates] = [level(), level()];
      const member = new SharedCensus(given.memory).join(given.instance, {}, all, duplicates);
      let random = given.instance + 1;
      const held = new Set();
      together(given.gate, 3);
      for (let step = 0; step < 1000000; step++) {
        random = (Math.imul(random, 1103515245) + 12345) >>> 0;
        const key = (random >>> 8) % 50;
        if (held.delete(key)) member.removed(key);
        else { held.add(key); member.added(key); }
      }
      parentPort.postMessage({ held: [...held], copies: all.value, duplicates: duplicates.value });`;
    type Counted = { held: number[]; copies: number; duplicates: number };
    const counted = (await Promise.all(instances.map((instance) => inThread(holder, { memory, instance, gate })))) as Counted[];
    const copies = counted.flatMap(({ held }) => held);
    expect(counted.map((one) => one.copies)).toEqual(counted.map(({ held }) => held.length));
    const duplicates = counted.reduce((sum, one) => sum + one.duplicates, 0);
    expect(duplicates).toBe(copies.length - new Set(copies).size);
  });
});
