import { describe, expect, it } from 'vitest';
import { Counter } from './counter.js';
import { Level } from './level.js';
import { Timeline } from './timeline.js';

describe('Timeline', () => {
  it('cuts the run at window edges and at buckets, and numbers both', () => {
    const timeline = new Timeline(100, [30, 50, 50, 0, 100], 20, 5);
    expect(timeline.segmentEdges).toEqual([0, 30, 50, 100]);
    expect(timeline.edges).toEqual([20, 30, 40, 50, 60, 80, 100]);
    const seen = [];
    for (const at of [0, 19, 20, 29, 30, 49, 50, 99, 100, 130]) {
      timeline.cross(at);
      seen.push([at, timeline.segment, timeline.bucket]);
    }
    expect(seen).toEqual([
      [0, 0, 0],
      [19, 0, 0],
      [20, 0, 1],
      [29, 0, 1],
      [30, 1, 1],
      [49, 1, 2],
      [50, 2, 2],
      [99, 2, 4],
      [100, 3, 5],
      [130, 3, 5],
    ]);
  });

  it('reads counters and levels off at each edge, however far apart the events are', () => {
    const timeline = new Timeline(100, [40], 50, 2);
    const clock = { now: 0 };
    const counter = new Counter(timeline.edges.length);
    const level = new Level(timeline.edges.length, clock);
    timeline.onEdge((at, edge) => {
      counter.readOff(edge);
      level.readOff(edge, at);
    });
    counter.add(3);
    level.set(2);
    timeline.cross(70);
    clock.now = 70;
    counter.add(1);
    level.set(10);
    timeline.cross(100);
    const [forty, fifty, hundred] = [40, 50, 100].map((at) => timeline.edgeAt(at)) as [number, number, number];
    expect([counter.between(-1, forty), counter.between(forty, fifty), counter.between(fifty, hundred)]).toEqual([3, 0, 1]);
    expect([level.between(-1, forty), level.between(forty, fifty), level.between(fifty, hundred)]).toEqual([
      80,
      20,
      2 * 20 + 10 * 30,
    ]);
    expect([level.maxBetween(-1, forty), level.maxBetween(fifty, hundred)]).toEqual([2, 10]);
  });

  it('ends early with every edge that was still to come read off at once', () => {
    const timeline = new Timeline(100, [40, 60], 100, 1);
    const clock = { now: 0 };
    const level = new Level(timeline.edges.length, clock);
    timeline.onEdge((at, edge) => level.readOff(edge, at));
    level.set(1);
    timeline.cross(45);
    timeline.cut(45);
    expect(level.between(-1, timeline.edgeAt(100))).toBe(45);
    expect(timeline.nextEdge).toBe(Number.POSITIVE_INFINITY);
  });
});
