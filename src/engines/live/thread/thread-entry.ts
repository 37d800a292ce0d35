import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { catalogue } from '../../../catalogue/catalogue.js';
import type { Model } from '../../../environment/model.js';
import type { FromThread, ThreadSetup, ToThread } from './messages.js';
import { ThreadBody } from './thread-body.js';

const { model, setup, plugins } = workerData as { model: Model; setup: ThreadSetup; plugins: readonly string[] };
for (const plugin of plugins) {
  // In the order in which they were given, as in the thread that was given them.
  // oxlint-disable-next-line no-await-in-loop
  const module = (await import(pathToFileURL(plugin).href)) as { readonly default?: unknown };
  catalogue.add(module.default, plugin);
}
const port = parentPort!;
const body = new ThreadBody(model, catalogue, setup, (message: FromThread) => port.postMessage(message));
port.on('message', (message: ToThread) => void body.receive(message));
await body.listen();
