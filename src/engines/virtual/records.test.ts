import { describe, expect, it } from 'vitest';
import { NEVER } from '../../core/time.js';
import { RecordPool } from './records.js';

describe('RecordPool', () => {
  it('gives the same record again, blank and with another generation', () => {
    const pool = new RecordPool(false);
    const first = pool.request(1, 2, 3, 4);
    Object.assign(first, { size: 5, deadline: 6, session: 7, token: 8, trace: 9, wants: 10, body: {}, job: {}, attempt: 3 });
    const { generation } = first;
    pool.freeRequest(first);
    const second = pool.request(5, 6, 7, 8);
    expect(second).toBe(first);
    expect(second).toMatchObject({ caller: 5, to: 6, operation: 7, key: 8, size: 0, deadline: NEVER, session: 0, token: 0 });
    expect(second).toMatchObject({ trace: 0, wants: 0, body: null, job: null, context: null, attempt: 1, abandoned: 0 });
    expect(second.generation).not.toBe(generation);
  });

  it('spoils what was given back, where it is asked to, and does not use it again', () => {
    const pool = new RecordPool(true);
    const request = pool.request(1, 2, 3, 4);
    const answer = pool.answer();
    Object.assign(answer, { size: 5, body: {} });
    pool.freeRequest(request);
    pool.freeAnswer(answer);
    expect(request.size).toBeNaN();
    expect(request.deadline).toBeNaN();
    expect(request.key).toBeLessThan(0);
    expect(answer.size).toBeNaN();
    expect(answer.body).toBeNull();
    expect(pool.request(1, 2, 3, 4)).not.toBe(request);
    expect(pool.answer()).not.toBe(answer);
  });

  it('counts generations without end, never 0 and always exact in an id', () => {
    const pool = new RecordPool(false);
    const record = pool.request(0, 0, 0, 0);
    const last = 0x7ff_ffff;
    record.generation = last;
    expect(Number.isSafeInteger(last * 0x400_0000 + 0x3ff_ffff)).toBe(true);
    pool.freeRequest(record);
    expect(record.generation).toBe(1);
  });
});
