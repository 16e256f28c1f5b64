import { describe, expect, it } from 'vitest';
import { countDiagnostics } from '../../../src/checks/index.ts';
import { renderDiagnostics } from '../../../src/cli/output/diagnostics.ts';
import {
  type Diagnostic,
  toLineColumn,
  type PlacedDiagnostic,
} from '../../../src/language/index.ts';

/** A diagnostic over the part of the text that stands between ‹ and ›. */
function marked(textWithMarks: string): { text: string; placed: PlacedDiagnostic } {
  const text = textWithMarks.replace(/[‹›]/g, '');
  const range = { start: textWithMarks.indexOf('‹'), end: textWithMarks.indexOf('›') - 1 };
  const diagnostic: Diagnostic = {
    code: 'key.unknown',
    severity: 'error',
    message: 'No such key.',
    range,
  };
  return { text, placed: toLineColumn(diagnostic, text) };
}

function render(textWithMarks: string): string[] {
  const { text, placed } = marked(textWithMarks);
  return renderDiagnostics('a.yaml', text, [placed]);
}

describe('diagnostics', () => {
  it('show the line with carets under what is meant', () => {
    expect(render('train: a\n  ‹epoch›: 3\n')).toEqual([
      'a.yaml:2:3: error key.unknown No such key.',
      '      epoch: 3',
      '      ^^^^^',
    ]);
  });

  it('keep tabs, so that the carets stand right', () => {
    expect(render('\t‹x›: 1')).toEqual([
      'a.yaml:1:2: error key.unknown No such key.',
      '    \tx: 1',
      '    \t^',
    ]);
  });

  it('show the first line of a range of several, and one caret for an empty range', () => {
    expect(render('ab‹cd\nef›')[2]).toBe('      ^^');
    expect(render('ab‹›')[2]).toBe('      ^');
  });

  it('show no source for an empty line', () => {
    expect(render('a\n‹›\n')).toHaveLength(1);
  });

  it('are counted', () => {
    const { placed } = marked('‹a›');
    expect(countDiagnostics([])).toBe('no errors');
    expect(countDiagnostics([placed, placed])).toBe('2 errors');
    expect(countDiagnostics([{ ...placed, severity: 'warning' }])).toBe('no errors, 1 warning');
  });
});
