import { describe, expect, it } from 'vitest';
import { presentedLines } from '../../../src/cli/results/presentedLines.ts';
import { nothingPresented } from '../../../src/figures/index.ts';
import { presentation } from '../../../src/studies/lesion/present.ts';
import { resultsOf, studyRun, tableFrom } from '../../studies/support.ts';

const row = (lesion: string, count: number, repeat: number, error: number) => ({
  ...{ lesion, count, repeat, error },
  ...{ block: NaN, tau: 1, examples: 10 },
});

describe('a result in a terminal', () => {
  const rows = [
    row('none', 0, 0, 0.1),
    row('remove', 2, 0, 0.4),
    row('remove', 2, 1, 0.2),
    row('remove', 2, 2, 0.9),
  ];
  const shown = presentation.present?.(resultsOf([studyRun(1, tableFrom(rows))]));
  const lines = presentedLines(shown ?? nothingPresented, { columns: 100, isUnicode: true });

  it('is what it says and its tables', () => {
    expect(lines).toEqual([
      '  Without 2 random blocks the median error is 40.0 % (intact 10.0 %).',
      '  10 images. 3 random sets for each number removed, each a dot. Dotted: chance, 90.0 %.',
      '  changed           mean error  median  lowest  highest  mean cost',
      '  ----------------  ----------  ------  ------  -------  ---------  ------------------------',
      '  whole network         10.0 %       –       –        –          –',
      '  2 blocks removed      50.0 %  40.0 %  20.0 %   90.0 %      +40.0  ████████████████████████',
    ]);
  });

  it('breaks sentences between words', () => {
    const text = ['one two three four'];
    const said = { ...nothingPresented, sentences: [{ tone: 'loud' as const, text }] };
    expect(presentedLines(said, { columns: 11, isUnicode: true })).toEqual([
      '  one two',
      '  three',
      '  four',
    ]);
    expect(presentedLines(said, { columns: 12, isUnicode: true })[1]).toBe('  three four');
  });
});
