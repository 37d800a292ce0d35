import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue/catalogue.js';
import { InputError } from '../../core/problem.js';
import { meanOf, varianceOf } from '../../random/create-sampler.js';
import type { DistributionConfig } from '../../random/distribution.js';
import type { Calibration } from '../../scenario/calibration.js';
import { loadCalibration } from '../../scenario/load/load-calibration.js';
import { loadScenarioText } from '../../scenario/load-scenario.js';
import { calibratedArm, calibratedModel } from './calibrated-model.js';
import { calibrationText } from './calibration-text.js';

function table(...microseconds: number[]): DistributionConfig {
  return { name: 'empirical', arguments: [], values: Float64Array.from(microseconds, (value) => value * 1000) };
}

const MEASURED: Calibration = {
  hop: table(80, 100, 120.5),
  timer: table(10),
  backends: {
    redis: { cache: { read: table(50, 60), write: table(70) } },
    postgres: { store: { read: table(200), write: table(900) } },
  },
};

const scenario = (network: string) =>
  loadScenarioText(`
sysdesign: 1
title: t
duration: 20s
workloads:
  users: { target: products, arrivals: poisson(100/s) }
nodes:
  products: { kind: cache, capacity: 10, service-time: 1ms, backend: redis }
  orders: { kind: store, service-time: 5ms, backend: postgres, operations: { write: { size: 2KB } } }
  plain: { kind: store, service-time: 5ms }
network: ${network}
links: { users -> plain: { latency: 7ms } }
`);

async function written(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'sysdesign-')), 'calibration.yaml');
  await writeFile(file, text);
  return file;
}

describe('the file of a calibration', () => {
  it('is read as it was written', async () => {
    expect(loadCalibration(await written(calibrationText(MEASURED)))).toEqual(MEASURED);
    const little: Calibration = { hop: null, timer: null, backends: {} };
    expect(loadCalibration(await written(calibrationText(little)))).toEqual(little);
  });

  it.each([
    ['hop: [1]', 'calibration'],
    ['calibration: 2', 'version 1'],
    ['calibration: 1\nhop: []', 'at least 1'],
    ['calibration: 1\nhop: [-5]', 'number'],
    ['calibration: 1\nhops: [5]', 'hops'],
  ])('is refused where it says %s', async (text, reason) => {
    const file = await written(text);
    expect(() => loadCalibration(file)).toThrow(InputError);
    try {
      loadCalibration(file);
    } catch (error) {
      expect((error as InputError).problems.map(({ message, text: at }) => `${message} ${at ?? ''}`).join('; ')).toContain(
        reason,
      );
    }
  });

  it('that is not there says how to make one', () => {
    expect(() => loadCalibration('/nowhere/calibration.yaml')).toThrow('there is no such file');
  });
});

describe('a calibrated model', () => {
  it('has hops that cost what they cost here, on top of what was written', () => {
    const free = calibratedModel(scenario('none').arms[0]!.model(), MEASURED, catalogue);
    expect(free.network.base).toEqual({ latency: MEASURED.hop, bandwidth: null, loss: 0 });
    const constant = calibratedModel(scenario('{ latency: 2ms, loss: 1% }').arms[0]!.model(), MEASURED, catalogue);
    expect(constant.network.base!.loss).toBe(0.01);
    expect([...constant.network.base!.latency!.values!]).toEqual([2_080_000, 2_100_000, 2_120_500]);
    expect(constant.network.links[0]!.link.latency!.values![0]).toBe(7_080_000);
  });

  it('has the moments of both where both are drawn', () => {
    const drawn = calibratedModel(scenario('{ latency: exponential(1ms) }').arms[0]!.model(), MEASURED, catalogue);
    const sum = drawn.network.base!.latency!;
    expect(meanOf(sum) / (1e6 + meanOf(MEASURED.hop!))).toBeCloseTo(1, 2);
    expect(varianceOf(sum) / (1e12 + varianceOf(MEASURED.hop!))).toBeCloseTo(1, 1);
  });

  it('has real servers that take as long as they take, and others as was written', () => {
    const before = scenario('none').arms[0]!.model();
    const model = calibratedModel(before, MEASURED, catalogue);
    const config = (name: string) => model.groups.find((group) => group.name === name)!.config;
    expect(config('products')).toMatchObject({ 'service-time': { type: 'distribution', distribution: table(50, 60) } });
    expect(config('orders')).toMatchObject({
      operations: {
        read: { 'service-time': { distribution: table(200) } },
        write: { 'service-time': { distribution: table(900) }, size: { type: 'distribution' } },
      },
    });
    expect(config('plain')).toBe(before.groups.find(({ name }) => name === 'plain')!.config);
  });

  it('is what a calibrated arm gives, under any seed', () => {
    const [arm] = scenario('none').arms;
    expect(calibratedArm(arm!, MEASURED, catalogue).model(7)).toEqual(calibratedModel(arm!.model(7), MEASURED, catalogue));
  });
});
