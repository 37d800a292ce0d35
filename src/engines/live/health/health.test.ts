import { describe, expect, it } from 'vitest';
import { parseCoreTimes } from './machine-watch.js';
import { parseThreadTimes } from './thread-times.js';

describe('what Linux tells', () => {
  it('of a thread is its time on a core and the time that it waited for one', () => {
    expect(parseThreadTimes('81545688 2076835 36\n')).toEqual({ ran: 81_545_688, waited: 2_076_835 });
    expect(parseThreadTimes('')).toBeNull();
    expect(parseThreadTimes('one two three')).toBeNull();
  });

  it('of the cores is all of their time, in which that of guests is contained already', () => {
    const text = 'cpu  209418 5 20045 277122 559 1 977 168 40 50\ncpu0 1 2 3 4 5 6 7 8 9 10\n';
    expect(parseCoreTimes(text)).toEqual({ total: 508_295, stolen: 168 });
    expect(parseCoreTimes('cpu0 1 2 3 4 5 6 7 8 9 10\n')).toBeNull();
    expect(parseCoreTimes('cpu  1 2 3 4\n')).toBeNull();
  });
});
