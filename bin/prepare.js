// Builds dist/ at `npm ci`. Does nothing where TypeScript is absent: an installed package brings its dist/ along.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (existsSync(join(root, 'tsconfig.build.json')) && existsSync(join(root, 'src'))) {
  const compiler = compilerPath();
  if (compiler !== undefined) {
    const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
    process.exitCode = status ?? 1;
  }
}

function compilerPath() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  } catch {
    return undefined;
  }
}
