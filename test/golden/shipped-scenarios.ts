import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const ROOT = new URL('../../', import.meta.url);

export interface ShippedScenario {
  /** From the root, with slashes: `scenarios/caching/ttl.yaml`. */
  readonly name: string;
  readonly path: string;
  /** What it prints, kept beside it. */
  readonly golden: string;
}

/** Every scenario under scenarios/, sorted. */
export function shippedScenarios(): readonly ShippedScenario[] {
  const files = readdirSync(new URL('scenarios', ROOT), { recursive: true, encoding: 'utf8' });
  return files
    .map((file) => `scenarios/${file.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => {
      const path = fileURLToPath(new URL(name, ROOT));
      return { name, path, golden: path.replace(/\.yaml$/, '.txt') };
    });
}
