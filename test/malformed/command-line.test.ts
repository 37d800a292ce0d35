import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { malformedScenarios } from './malformed-scenarios.js';
import { writeMalformed } from './write-malformed.js';

const BIN = fileURLToPath(new URL('../../bin/sysdesign.js', import.meta.url));
/** Far more than the two seconds that it may take on a machine that does nothing else. */
const PATIENCE = 30_000;

interface Ended {
  readonly exitCode: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

function validate(file: string): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, 'validate', file], { timeout: PATIENCE }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : (error.code ?? null), stdout, stderr });
    });
  });
}

describe('sysdesign validate ends with exit code 2 and points at the place', { concurrent: true }, () => {
  it.each(malformedScenarios)('$name', async (scenario) => {
    const written = writeMalformed(scenario);
    const ended = await validate(written.file).finally(() => written.remove());
    expect(ended.stderr).toContain(written.at);
    expect(ended.stderr).not.toMatch(/^ +at .*:\d+:\d+\)?$/m);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  });
});
