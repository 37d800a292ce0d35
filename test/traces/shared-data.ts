import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

/** Public traces that are not part of the project; their tests need them beside it. */
const FOLDER = new URL('../../../shared/data/', import.meta.url);
const present = existsSync(FOLDER);

/** The absolute path of one of the shared files. */
export function sharedFile(path: string): string {
  return fileURLToPath(new URL(path, FOLDER));
}

/** A suite that is skipped where the data is absent, and says so; what it would read is then not read. */
export function describeWithData(name: string, tests: () => void): void {
  const reason = present ? '' : ` (skipped: there is no ${fileURLToPath(FOLDER)})`;
  describe.skipIf(!present)(`${name}${reason}`, present ? tests : () => it('needs its data', () => {}));
}
