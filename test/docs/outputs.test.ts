import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../src/cli/command-line.js';
import { pages, ROOT } from './pages.js';

/** UPDATE_GOLDEN=1 writes the outputs anew; read their difference before you commit it. */
const update = process.env['UPDATE_GOLDEN'] === '1';

/** A block that stands behind the command that printed it. */
const OUTPUT = /(<!-- output: sysdesign (.+) -->\n```\n)([\s\S]*?)(```\n<!-- \/output -->)/g;

const shown = pages().flatMap((page) => [...page.text.matchAll(OUTPUT)].map((match) => [match[2]!, page, match[3]!] as const));

async function printed(command: string): Promise<string> {
  let out = '';
  const silent = { write: () => {}, isTerminal: false, colour: false, width: undefined };
  // Files are named as from the root, where a reader is.
  const argv = command.split(' ').map((word) => (word.startsWith('scenarios/') ? join(ROOT, word) : word));
  await commandLine(
    {
      argv,
      stdout: { ...silent, write: (text) => (out += text) },
      stderr: silent,
      readLines: async () => undefined,
      onInterrupt: () => () => {},
      debug: false,
    },
    '0.0.0',
  );
  return out.replaceAll(`${ROOT}/`, '');
}

describe('what the pages show of the program', () => {
  it('is something', () => {
    expect(shown.length).toBeGreaterThan(0);
  });

  it.each(shown)('sysdesign %s prints what stands there', async (command, page, text) => {
    const output = await printed(command);
    expect(output).not.toBe('');
    if (update) {
      const renewed = page.text.replace(OUTPUT, (all, before, other, _old, after) =>
        other === command ? before + output + after : all,
      );
      writeFileSync(join(ROOT, page.path), renewed);
    } else expect(text).toBe(output);
  });
});
