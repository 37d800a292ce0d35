import type { RunProgress } from '../app/index.js';
import type { OutputStream } from './host.js';

export interface Progress {
  show(file: string, progress: RunProgress): void;
  /** A line that stays, above it. */
  line(text: string): void;
  /** Leaves nothing of it on the screen. */
  clear(): void;
}

const BAR = 24;

/** A bar that is drawn over itself, on a terminal; nothing anywhere else. */
export async function progressOn(stream: OutputStream): Promise<Progress> {
  const line = (text: string): void => stream.write(`${text}\n`);
  if (!stream.isTerminal) return { show: () => {}, line, clear: () => {} };
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(stream as unknown as NodeJS.WritableStream, { showCursor: true });
  return {
    show: (file, progress) => update(progressLine(file, progress)),
    line: (text) => {
      update.clear();
      line(text);
    },
    clear: () => update.clear(),
  };
}

function progressLine(file: string, { share, arm, trial, trials }: RunProgress): string {
  const filled = Math.round(share * BAR);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
  const place = [arm === 'base' ? '' : arm, trials > 1 ? `trial ${trial} of ${trials}` : '']
    .filter((part) => part !== '')
    .join(', ');
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)}%  ${file}${place === '' ? '' : `  ${place}`}`;
}
