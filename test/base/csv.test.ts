import { expect, it } from 'vitest';
import { csvText } from '../../src/base/index.ts';

const fieldOf = (value: string | number | null) => csvText(['x'], [[value]]).slice(2, -1);

it.each([-1.5, 0, 1e-7, 123456789.123, -0.1, 1e21])('writes the number %d as it is', value => {
  expect(fieldOf(value)).toBe(String(value));
});

it.each(['-1.5', '+3', '1e-5', '-.5', 'conv1', 'a-b', 'x=1', 'user@host'])(
  'writes the text %j as it is',
  text => expect(fieldOf(text)).toBe(text),
);

it.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', ' =1+1', '\u200b=1', '＝1+1', '－1+1', '--1', '-'])(
  'lets the text %j be no formula',
  text => expect(fieldOf(text)).toBe(`'${text}`),
);

it('quotes what would begin another field or line, in other countries too', () => {
  expect(fieldOf('a,b')).toBe('"a,b"');
  expect(fieldOf('a;=b')).toBe('"a;=b"');
  expect(fieldOf('say "x"')).toBe('"say ""x"""');
  expect(fieldOf('\t=x')).toBe(`"'\t=x"`);
  expect(fieldOf('\r=x')).toBe(`"'\r=x"`);
  expect(fieldOf('=HYPERLINK("http://x","y")')).toBe(`"'=HYPERLINK(""http://x"",""y"")"`);
});

it('leaves gaps empty', () => {
  expect(csvText(['a', 'b'], [[null, NaN]])).toBe('a,b\n,\n');
});
