import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';

const PROGRAM = fileURLToPath(new URL('../bin/sysdesign.js', import.meta.url));
const MOST_MILLISECONDS = 100;

/** How much longer `sysdesign --help` takes than node that does nothing, by turns; milliseconds of wall clock. */
export function startOver(rounds) {
  const bare = [];
  const help = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(millisecondsOf(['-e', '0']));
    help.push(millisecondsOf([PROGRAM, '--help']));
  }
  const over = median(help) - median(bare);
  return { bare: median(bare), help: median(help), over, most: MOST_MILLISECONDS, fastEnough: over < MOST_MILLISECONDS };
}

function millisecondsOf(parameters) {
  const before = performance.now();
  execFileSync(process.execPath, parameters, { stdio: 'ignore' });
  return performance.now() - before;
}
