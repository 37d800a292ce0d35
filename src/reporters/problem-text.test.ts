import { describe, expect, it } from 'vitest';
import { problemText } from './problem-text.js';

const LINES = ['title: x', 'nodes: { api: { kind: servce } }', `x: ${'y'.repeat(300)}bad`];

function shown(problem: Parameters<typeof problemText>[0][number]): string {
  return problemText([problem], { colour: false, line: (_, line) => LINES[line - 1] });
}

describe('a problem', () => {
  it('is shown under the line in which it stands', () => {
    const at = { file: 'a.yaml', line: 2, column: 23 };
    expect(shown({ message: 'there is no kind servce', at, text: 'servce', hint: 'did you mean service?' })).toBe(
      [
        'a.yaml:2:23: there is no kind servce',
        '  2 | nodes: { api: { kind: servce } }',
        '    |                       ^^^^^^',
        '  hint: did you mean service?',
        '',
      ].join('\n'),
    );
  });

  it('far to the right is shown with what surrounds it', () => {
    const text = shown({ message: 'bad', at: { file: 'a.yaml', line: 3, column: 304 }, text: 'bad' });
    const [, line, mark] = text.split('\n');
    expect(line!.length).toBeLessThan(120);
    expect(line!.slice(mark!.indexOf('^'), mark!.lastIndexOf('^') + 1)).toBe('bad');
  });

  it('without a line still shows the text', () => {
    expect(shown({ message: 'what is this', at: { file: '--set', line: 9, column: 1 }, text: 'x=1' })).toBe(
      '--set:9:1: what is this\n    x=1\n',
    );
  });

  it('shows no password, and still marks its place', () => {
    const line = 'nodes: { a: { backend: redis://u:secret@h }, b: { backend: redis://u:secret@h:0 } }';
    const problem = {
      message: 'bad redis://u:secret@h:0',
      at: { file: 'a.yaml', line: 1, column: 60 },
      text: 'redis://u:secret@h:0',
    };
    const text = problemText([problem], { colour: false, line: () => line });
    expect(text).toBe(
      [
        'a.yaml:1:60: bad redis://u:***@h:0',
        '  1 | nodes: { a: { backend: redis://u:***@h }, b: { backend: redis://u:***@h:0 } }',
        '    |                                                         ^^^^^^^^^^^^^^^^^',
        '',
      ].join('\n'),
    );
  });

  it('cannot send escape sequences to the terminal', () => {
    const text = problemText([{ message: 'bad', at: { file: 'a', line: 1, column: 1 }, text: '\u001b[31m' }], {
      colour: false,
      line: () => '\u001b[31mred\tafter',
    });
    expect(text).not.toContain('\u001b');
  });

  it('is not lost among many', () => {
    const many = Array.from({ length: 45 }, (_, index) => ({ message: `problem ${index}` }));
    expect(problemText(many, { colour: false, line: () => undefined })).toMatch(/problem 29\n\nand 15 more problems\n$/);
  });
});
