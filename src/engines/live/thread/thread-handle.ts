import { Worker } from 'node:worker_threads';
import type { Model } from '../../../environment/model.js';
import type { EngineParts } from '../../parts.js';
import { workerEntry } from '../worker-entry.js';
import type { FromThread, ThreadSetup, ToThread } from './messages.js';
import { ThreadBody } from './thread-body.js';
import { failureOf } from './thread-failure.js';

/** The coordinator's end of a thread. */
export interface ThreadHandle {
  send(message: ToThread): void;
  /** Takes the thread away, whatever it is doing. */
  end(): Promise<void>;
}

export interface ThreadListener {
  readonly onMessage: (message: FromThread) => void;
  /** It is gone, and its hosts with it: `reason` is what became of it. */
  readonly onLost: (reason: string) => void;
}

const NURSERY = 64;

/** A thread of its own, with a catalogue of its own. */
export function startWorker(
  model: Model,
  setup: ThreadSetup,
  plugins: readonly string[],
  { onMessage, onLost }: ThreadListener,
): ThreadHandle {
  const worker = new Worker(workerEntry('thread-entry.js', import.meta.url), {
    workerData: { model, setup, plugins },
    transferList: [...(setup.alarm === null ? [] : [setup.alarm.port]), ...(setup.burners?.ports ?? [])],
    name: setup.name,
    // Requests live shortly: the larger the nursery, the fewer of them are still there when it is swept.
    resourceLimits: { maxYoungGenerationSizeMb: NURSERY },
  });
  worker.on('message', onMessage);
  worker.on('error', (error) => onMessage({ kind: 'failed', failure: failureOf(error) }));
  worker.on('exit', (code) => onLost(`it ended with code ${code}`));
  return { send: (message) => worker.postMessage(message), end: async () => void (await worker.terminate()) };
}

/** In the coordinator's own thread: for nodes that cannot be sent to another. */
export function startInline(model: Model, parts: EngineParts, setup: ThreadSetup, { onMessage }: ThreadListener): ThreadHandle {
  const body = new ThreadBody(model, parts, setup, (message) => queueMicrotask(() => onMessage(message)));
  void body.listen();
  return { send: (message) => void body.receive(message), end: async () => {} };
}
