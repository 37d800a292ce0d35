import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Catalogue } from '../catalogue/catalogue.js';
import { InputError } from '../core/problem.js';

const added = new Set<string>();

/** Adds what the modules export by default to the catalogue, each once. Throws InputError for a module that is no plugin. */
export async function loadPlugins(files: readonly string[], catalogue: Catalogue): Promise<void> {
  for (const file of files) {
    const path = resolve(file);
    if (added.has(path)) continue;
    // In the order in which they were given, since a later one may build upon an earlier.
    // oxlint-disable-next-line no-await-in-loop
    catalogue.add(await importDefault(path, file), file);
    added.add(path);
  }
}

async function importDefault(path: string, file: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
    return module.default;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError([
      {
        message: `the plugin ${file} cannot be loaded: ${reason}`,
        text: file,
        hint: 'name a JavaScript module, such as ./policy.js',
      },
    ]);
  }
}
