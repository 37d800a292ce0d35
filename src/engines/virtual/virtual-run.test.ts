import { describe, expect, it } from 'vitest';
import { Journal } from '../../../test/conformance/world/journal.js';
import { modelOf } from '../../../test/conformance/world/model-of.js';
import type { Plan } from '../../../test/conformance/world/plan.js';
import { scriptedParts } from '../../../test/conformance/world/scripted-parts.js';
import { MILLISECOND } from '../../core/time.js';
import { VirtualRun } from './virtual-run.js';

const beating: Plan = {
  duration: 100 * MILLISECOND,
  nodes: {
    node: {
      onStart: (node) => void node.timer(MILLISECOND, 1),
      onTimer: (node) => {
        node.environment.recorder.counter('beats').add(1);
        node.timer(MILLISECOND, 1);
      },
    },
  },
};

function runOf(plan: Plan): VirtualRun {
  return new VirtualRun(modelOf(plan), scriptedParts(new Journal()));
}

describe('VirtualRun', () => {
  it('handles as many events as it is told to, and says how far it is', () => {
    const run = runOf(beating);
    expect(run.progress).toBe(0);
    expect(run.advance(51)).toBe(false);
    expect(run.events).toBe(51);
    expect(run.progress).toBe(0.5);
    expect(run.advance(1000)).toBe(true);
    expect(run.progress).toBe(1);
    expect(run.events).toBe(100);
  });

  it('does nothing more once it is over', () => {
    const run = runOf(beating);
    run.advance(1000);
    const { events } = run;
    expect(run.advance(1000)).toBe(true);
    expect(run.events).toBe(events);
  });

  it('ends where it is interrupted, with what was measured until then', () => {
    const run = runOf(beating);
    run.advance(41);
    run.interrupt();
    expect(run.advance(1000)).toBe(true);
    const { endedAt, interrupted, recorders, timeline } = run.measurements();
    expect([endedAt, interrupted]).toEqual([40 * MILLISECOND, true]);
    expect(recorders[0]!.counter('beats').between(-1, timeline.edges.length - 1)).toBe(40);
  });

  it('cannot be interrupted after its end', () => {
    const run = runOf(beating);
    run.advance(1000);
    run.interrupt();
    expect(run.measurements()).toMatchObject({ interrupted: false, endedAt: 100 * MILLISECOND });
  });

  it('ends at once where nobody does anything', () => {
    const run = runOf({ nodes: { node: {} } });
    expect(run.advance(1000)).toBe(true);
    expect(run.measurements().endedAt).toBe(1000 * MILLISECOND);
  });

  it('passes on what a node throws, as it is', () => {
    const run = runOf({
      nodes: {
        node: {
          onStart: () => {
            throw new RangeError('no such thing');
          },
        },
      },
    });
    expect(() => run.advance(10)).toThrow(RangeError);
  });
});
