import { expect, it } from 'vitest';
import { toCsv } from '../../webview/base/table.ts';

it('writes numbers whole, gaps empty, and quotes what needs it', () => {
  const csv = toCsv({
    columns: ['step', 'loss, smoothed', 'say "x"'],
    rows: [
      [0, 2.321000001, null],
      [1, NaN, 'a\nb'],
    ],
  });
  expect(csv).toBe('step,"loss, smoothed","say ""x"""\n0,2.321000001,\n1,,"a\nb"\n');
});

it('lets no text become a formula', () => {
  expect(toCsv({ columns: ['=1+1'], rows: [['@x'], [-3]] })).toBe("'=1+1\n'@x\n-3\n");
});
