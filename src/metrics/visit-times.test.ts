import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Recorder } from './recorder.js';
import { Timeline } from './timeline.js';
import { Truth } from './truth.js';

const clock = { now: 0 };

describe('VisitTimes', () => {
  it('puts each visit into the segment in which it ended, whatever is measured', () => {
    const time = fc.nat({ max: 1000 });
    const visit = fc.record({ queued: time, core: time, rest: time, crosses: fc.nat({ max: 300 }) });
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 700 }), fc.boolean(), fc.boolean(), (visits, waiting, coreWaiting) => {
        const timeline = new Timeline(30, [10, 20], 5, 6);
        const recorder = new Recorder(timeline, new Truth(), clock);
        const times = recorder.visits(waiting, coreWaiting);
        const ended = visits.map(({ queued, core, rest, crosses }) => {
          if (crosses === 0 && timeline.nextEdge < 30) timeline.cross(timeline.nextEdge);
          times.record(queued + core + rest, queued, core);
          return { segment: timeline.segment, queued, core, rest };
        });
        timeline.cross(30);
        for (const segment of [0, 1, 2]) {
          const here = ended.filter((one) => one.segment === segment);
          const sum = (metric: string): number => recorder.histogram(metric).between(segment, segment + 1).sum;
          const total = (of: (one: (typeof here)[number]) => number): number => here.reduce((all, one) => all + of(one), 0);
          expect(recorder.histogram('sojourn').between(segment, segment + 1).count).toBe(here.length);
          expect(sum('sojourn') + 0).toBe(total(({ queued, core, rest }) => queued + core + rest));
          expect(sum('waiting') + 0).toBe(waiting ? total(({ queued }) => queued) : 0);
          expect(sum('core-waiting') + 0).toBe(coreWaiting ? total(({ core }) => core) : 0);
          expect(sum('service') + 0).toBe(waiting || coreWaiting ? total(({ rest }) => rest) : 0);
        }
      }),
    );
  });

  it('refuses a visit whose times cannot be', () => {
    const recorder = new Recorder(new Timeline(30, [], 5, 6), new Truth(), clock);
    recorder.visits(true, false).record(5, 7, 0);
    expect(() => recorder.visits(true, false).settle()).toThrow('-2');
  });
});
