import { InputError } from '../../core/problem.js';
import type { HostId } from '../../core/ids.js';
import type { World } from '../../environment/world.js';

/**
 * A world in which nothing happens, to find out what a fault would do before it does it. A system that is up cannot lose the
 * threads in which its hosts live: nobody would measure what became of them, and their faults would be forgotten. Throws
 * InputError.
 */
export const hostsOnly: World = {
  crash(_host: HostId, takes?: 'host' | 'thread') {
    if (takes !== 'thread') return;
    const message = 'a system that is up loses hosts, not whole threads';
    throw new InputError([{ message, hint: 'leave out takes=thread, or try it with sysdesign run --live' }]);
  },
  start() {},
  pause() {},
  resume() {},
  setSpeed() {},
  setClock() {},
  setLink() {},
  tell() {},
};
