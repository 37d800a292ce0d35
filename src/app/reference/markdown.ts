/** A table with a head; `|` inside of a cell is escaped. Nothing where there are no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return `${line(head)}|${'---|'.repeat(head.length)}\n${rows.map(line).join('')}\n`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** One sentence with its full stop, whether or not it was written with one. */
export function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
