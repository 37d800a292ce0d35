import { describe, expect, it } from 'vitest';
import { parseMetricPath } from './metric-path.js';

describe('a metric path', () => {
  it.each([
    ['shoppers[read].latency.p99', ['shoppers'], 'read', ['latency', 'p99']],
    ['long.products.hit-ratio', ['long', 'products', 'hit-ratio'], null, []],
    ['short.api/2.utilization', ['short', 'api/2', 'utilization'], null, []],
    ['ring.store#10.load', ['ring', 'store#10', 'load'], null, []],
    ['store#3/leader.busy', ['store#3/leader', 'busy'], null, []],
    ['front.calls.back.amplification', ['front', 'calls', 'back', 'amplification'], null, []],
    ['customers[refund].status-403.ratio', ['customers'], 'refund', ['status-403', 'ratio']],
    ['jobs[*].requests', ['jobs'], '*', ['requests']],
    ['linearizable', ['linearizable'], null, []],
  ])('is cut at the dots: %s', (text, head, operation, tail) => {
    expect(parseMetricPath(text)).toEqual({ head, operation, tail });
  });

  it.each([
    ['users[read.latency', 'the [ is not closed'],
    ['users[READ].latency', '"READ" is not the name of an operation'],
    ['users[read]latency', 'a dot must follow the ]'],
    ['users..latency', 'a name is missing next to a dot'],
    ['users.latency.', 'a name is missing next to a dot'],
    ['users.Latency', '"Latency" is not a name'],
    ['users.__proto__', '"__proto__" is not a name'],
    ['x'.repeat(100_000), 'it is too long for a metric'],
  ])('says what is wrong with %.30s', (text, problem) => {
    expect(parseMetricPath(text)).toMatchObject({ problem });
  });
});
