import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Page {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** Every page that is written for people. */
export function pages(): Page[] {
  const below = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => `docs/${path}`);
  const paths = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...below].filter((path) => path.endsWith('.md'));
  return paths.toSorted().map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** Links to files of the repository, resolved against the page, without their anchors. */
export function localLinks({ path, text }: Page): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
  return targets.filter((target) => !/^[a-z]+:|^#/.test(target)).map((target) => join(dirname(path), target.split('#')[0]!));
}

/** The whole scenarios that a page shows. */
export function scenariosIn({ text }: Page): string[] {
  const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
  return blocks.filter((block) => /^sysdesign: 1$/m.test(block));
}
