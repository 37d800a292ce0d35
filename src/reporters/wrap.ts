import { displayWidth } from './display-width.js';

/**
 * Breaks a text between words into lines of at most `width` columns; `hang` stands before every line but the first.
 * A no-break space keeps words together.
 */
export function wrap(text: string, width: number, hang = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \n\t]+/).filter((part) => part !== '')) {
    const longer = line === '' || line === hang ? line + word : `${line} ${word}`;
    if (displayWidth(longer) > width && line !== '' && line !== hang) {
      lines.push(line);
      line = hang + word;
    } else {
      line = longer;
    }
  }
  return line === '' || line === hang ? lines : [...lines, line];
}
