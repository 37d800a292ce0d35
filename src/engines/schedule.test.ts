import { describe, expect, it } from 'vitest';
import type { ActionModel, Model } from '../environment/model.js';
import type { Action, World } from '../environment/world.js';
import { ACTION_BEGINS } from './events.js';
import { Kernel } from './kernel.js';
import { Schedule } from './schedule.js';

const world = {} as World;

function planned(...actions: readonly Partial<ActionModel>[]): string[] {
  const kernel = new Kernel();
  const seen: string[] = [];
  const acting = actions.map((_, index): Action => ({
    begin: () => void seen.push(`${kernel.now} begin ${index}`),
    end: () => void seen.push(`${kernel.now} end ${index}`),
  }));
  const forms = actions.map((action) => ({ at: 0, for: Number.POSITIVE_INFINITY, every: null, hosts: [], links: [], ...action }));
  const schedule = new Schedule({ duration: 100, actions: forms } as unknown as Model, acting, world, kernel);
  schedule.plan();
  while (kernel.next(Number.POSITIVE_INFINITY)) {
    if (kernel.kind === ACTION_BEGINS) schedule.begin(kernel.target);
    else schedule.end(kernel.target);
  }
  return seen;
}

describe('Schedule', () => {
  it('begins an action at its instant and ends it when its time is over', () => {
    expect(planned({ at: 10, for: 20 })).toEqual(['10 begin 0', '30 end 0']);
  });

  it('does not end what lasts to the end', () => {
    expect(planned({ at: 10 })).toEqual(['10 begin 0']);
  });

  it('ends what began before the end also after it, and begins nothing at the end or later', () => {
    expect(planned({ at: 90, for: 20 }, { at: 100, for: 1 }, { at: 200 })).toEqual(['90 begin 0', '110 end 0']);
  });

  it('repeats from beginning to beginning, until the end', () => {
    expect(planned({ at: 10, for: 5, every: 40 })).toEqual([
      '10 begin 0',
      '15 end 0',
      '50 begin 0',
      '55 end 0',
      '90 begin 0',
      '95 end 0',
    ]);
  });

  it('ends one occurrence before the next begins at the same instant', () => {
    expect(planned({ at: 0, for: 50, every: 50 })).toEqual(['0 begin 0', '50 end 0', '50 begin 0', '100 end 0']);
  });

  it('begins actions of one instant in the order of the model', () => {
    expect(planned({ at: 10 }, { at: 10 }, { at: 5 })).toEqual(['5 begin 2', '10 begin 0', '10 begin 1']);
  });

  it('hands an action its own targets', () => {
    const kernel = new Kernel();
    const seen: unknown[] = [];
    const action: Action = { begin: (_world, targets) => void seen.push(targets.hosts), end: () => {} };
    const form = { at: 0, for: Number.POSITIVE_INFINITY, every: null, hosts: [4, 2], links: [] };
    const schedule = new Schedule({ duration: 9, actions: [form] } as unknown as Model, [action], world, kernel);
    schedule.begin(0);
    expect(seen).toEqual([[4, 2]]);
  });
});
