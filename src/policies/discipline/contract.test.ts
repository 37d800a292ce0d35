import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../default-options.js';
import { Queued } from './queued.js';
import { disciplines } from './registry.js';

class Job extends Queued {
  constructor(readonly number: number) {
    super();
    this.priority = number % 3;
  }
}

describe.each(disciplines.all())('the discipline $name', (definition) => {
  const create = () => definition.create(defaultOptions(definition));
  const drain = (line: ReturnType<typeof create>) => {
    const numbers: number[] = [];
    for (let job = line.take(); job !== null; job = line.take()) numbers.push((job as Job).number);
    return numbers;
  };

  it('gives back everybody exactly once, and knows how many wait', () => {
    const line = create();
    for (let number = 0; number < 20; number++) line.add(new Job(number));
    expect(line.length).toBe(20);
    expect(drain(line).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, number) => number));
    expect(line.length).toBe(0);
    expect(line.take()).toBeNull();
  });

  it('never serves somebody who gave up', () => {
    const line = create();
    const jobs = Array.from({ length: 12 }, (_, number) => new Job(number));
    for (const job of jobs) line.add(job);
    for (const number of [0, 5, 6, 11]) line.remove(jobs[number]!);
    expect(line.length).toBe(8);
    expect(drain(line).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 7, 8, 9, 10]);
  });

  it('takes somebody who left back in', () => {
    const line = create();
    const job = new Job(1);
    for (let round = 0; round < 3; round++) {
      line.add(job);
      line.add(new Job(2));
      line.remove(job);
      expect(drain(line)).toEqual([2]);
    }
  });

  it('orders two equal lines equally', () => {
    const numbers = [4, 1, 7, 7, 2, 9, 3, 0];
    const [left, right] = [create(), create()];
    for (const number of numbers) {
      left.add(new Job(number));
      right.add(new Job(number));
    }
    expect(drain(left)).toEqual(drain(right));
  });
});
