import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly message: string;
}

/** A copy of the lint configuration in a temporary folder, with files of the test's own in its src. */
export class PlantedTree {
  readonly #root = mkdtempSync(join(tmpdir(), 'sysdesign-boundaries-'));

  constructor() {
    for (const path of ['lint', '.oxlintrc.json', 'tsconfig.json', 'package.json'])
      cpSync(join(ROOT, path), join(this.#root, path), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(this.#root, 'node_modules'));
  }

  plant(path: string, text: string): void {
    const file = join(this.#root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  lint(): Finding[] {
    return lint(this.#root, ['src']);
  }

  remove(): void {
    rmSync(this.#root, { recursive: true });
  }
}

/** What oxlint finds, as `npm run lint` starts it. */
export function lint(root: string, paths: readonly string[]): Finding[] {
  const report = JSON.parse(runOxlint(root, paths)) as {
    readonly diagnostics: readonly {
      readonly code: string;
      readonly message: string;
      readonly help?: string;
      readonly filename: string;
    }[];
  };
  return report.diagnostics.map(({ code, message, help, filename }) => ({
    file: filename,
    rule: code,
    message: help === undefined ? message : `${message} ${help}`,
  }));
}

function runOxlint(root: string, paths: readonly string[]): string {
  const program = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  try {
    return execFileSync(process.execPath, [program, '--format=json', ...paths], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
  } catch (error) {
    // It exits with 1 where it found something.
    return (error as { readonly stdout: string }).stdout;
  }
}
