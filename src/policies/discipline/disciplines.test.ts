import { describe, expect, it } from 'vitest';
import type { Discipline } from './discipline.js';
import { fifo } from './fifo.js';
import { lifo } from './lifo.js';
import { priority } from './priority.js';
import { Queued } from './queued.js';

class Job extends Queued {
  constructor(
    readonly name: string,
    importance = 0,
  ) {
    super();
    this.priority = importance;
  }
}

function served(line: Discipline, jobs: readonly Job[]): string {
  for (const job of jobs) line.add(job);
  return jobs.map(() => (line.take() as Job).name).join(' ');
}

describe('disciplines', () => {
  it('fifo serves in the order of arrival', () => {
    expect(served(fifo.create({}), [new Job('a'), new Job('b'), new Job('c')])).toBe('a b c');
  });

  it('lifo serves the newest first', () => {
    expect(served(lifo.create({}), [new Job('a'), new Job('b'), new Job('c')])).toBe('c b a');
  });

  it('priority serves the larger first, and equals in the order of arrival', () => {
    const jobs = [new Job('low', 1), new Job('high', 5), new Job('low too', 1), new Job('high too', 5), new Job('none', -2)];
    expect(served(priority.create({}), jobs)).toBe('high high too low low too none');
  });

  it('priority lets the most important of the middle give up', () => {
    const line = priority.create({});
    const [first, second, third] = [new Job('first', 3), new Job('second', 3), new Job('third', 3)];
    for (const job of [first, second, third]) line.add(job);
    line.remove(second);
    expect([line.take(), line.take(), line.take()]).toEqual([first, third, null]);
  });
});
