import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MalformedScenario } from './malformed-scenario.js';

export interface Written {
  readonly folder: string;
  readonly file: string;
  /** `file:line:column` of what is wrong. */
  readonly at: string;
  remove(): void;
}

/** Writes a malformed scenario, and what belongs to it, into a folder of its own. */
export function writeMalformed({ text, at, files = {} }: MalformedScenario): Written {
  const folder = mkdtempSync(join(tmpdir(), 'sysdesign-malformed-'));
  const file = join(folder, 'scenario.yaml');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  writeFileSync(file, typeof text === 'string' ? text.replace('¦', '') : text);
  const place = at ?? markedPlace(text as string);
  const absolute = /^\d/.test(place) ? `${file}:${place}` : join(folder, place);
  return { folder, file, at: absolute, remove: () => rmSync(folder, { recursive: true }) };
}

function markedPlace(text: string): string {
  const before = text.slice(0, text.indexOf('¦')).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}
