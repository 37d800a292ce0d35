import { runLive } from '../../src/engines/live/live-run.js';
import type { EngineUnderTest } from './engine-under-test.js';

const MILLISECOND = 1_000_000;

/** So that a machine that is busy with other tests is late by little. */
const SLOW_MOTION = 5;

export const liveEngine: EngineUnderTest = {
  name: 'live',
  tolerance: 40 * MILLISECOND,
  skipped: {
    'word of a cancelled call never overtakes its request':
      'a call that is taken back before its connection is open is never sent',
    'a hop that is still open at the end has no time for what did not happen':
      'what a receiver elsewhere saw of a request comes with its answer',
    'a hop whose caller gave up keeps the status that the caller saw':
      'what a receiver elsewhere saw of a request comes with its answer',
  },
  async run(model, parts, { poison }) {
    const { measurements } = await runLive(model, { inline: parts, work: 'sleep', poison, slowMotion: SLOW_MOTION });
    return measurements;
  },
};
