import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import { applySettings, parseNotebook } from '../../src/language/index.ts';

/** What the text says is what is read, or there is a message that says why not. */

const network = (name: string, rest = '') =>
  `network: ${name}\ninput: [8, 8, 1]\nclasses: 10\nstages: [{blocks: 1, filters: 4}]\n${rest}`;
const train = (of: string, rest = '') => `train: t\nnetwork: ${of}\ndata: mnist-sample\n${rest}`;
const both = (rest: string) => `${network('a')}---\n${train('a', rest)}`;

const codes = (text: string) => parseNotebook(text).diagnostics.map(d => d.code);

function valueOf(text: string, key: string): unknown {
  const cell = parseNotebook(text).cells.find(c => c.kind === 'train');
  return cell?.value == null
    ? undefined
    : (cell.value.value as unknown as Record<string, unknown>)[key];
}

describe('a name is the word that is written', () => {
  const names = [
    '110',
    '1e3',
    '0x10',
    '1.0',
    '007',
    '-3',
    '.5',
    'true',
    'False',
    'no',
    '2024-01-01',
    '1:30',
  ];

  it.each(names)('%s, where it is given and where it is referred to', name => {
    const text = `${network(name)}---\n${train(name)}---\nnorms: n\nof: t\n`;
    const { cells, diagnostics } = parseNotebook(text);
    expect(diagnostics.filter(d => d.severity === 'error')).toEqual([]);
    expect(cells[0]?.name).toBe(name);
    expect(cells[1]?.references).toMatchObject([{ name, target: 0 }]);
  });

  it.each(names)('%s, of a training, of several, and in a setting', name => {
    const trained = `${network('a')}---\n${train('a').replace('train: t', `train: ${name}`)}`;
    const more = `---\n${train('a')}---\nnorms: n\nof: ${name}\n---\ncompare: c\nof: [${name}, t]\n`;
    expect(parseNotebook(trained + more).diagnostics.filter(d => d.severity === 'error')).toEqual(
      [],
    );
    const set = applySettings(`${trained}---\n${train('a')}---\nnorms: n\nof: t\n`, 'n', [
      `of=${name}`,
    ]);
    expect(set.diagnostics).toEqual([]);
    const study = parseNotebook(set.text).cells.find(c => c.kind === 'norms');
    expect(study?.references).toMatchObject([{ name, target: 1 }]);
  });

  it('does not depend on how an editor writes accents', () => {
    const text = `${network('cafe\u0301')}---\n${train('caf\u00e9')}`;
    expect(codes(text)).toEqual([]);
    expect(parseNotebook(text).cells[1]?.references).toMatchObject([{ target: 0 }]);
  });

  it('of a note is its text as it is written', () => {
    for (const text of ['1e3', '010', 'true', 'null', '~', 'Null'])
      expect(parseNotebook(`note: ${text}\n`).cells[0]?.value).toEqual({
        kind: 'note',
        value: text,
      });
  });

  it('a path keeps the form that the disk has', () => {
    const text = both('from: ./cafe\u0301.safetensors\n').replace('mnist-sample', './cafe\u0301');
    expect(valueOf(text, 'from')).toBe('./cafe\u0301.safetensors');
    expect(valueOf(text, 'data')).toMatchObject({ set: './cafe\u0301' });
  });

  it.each(['" a"', '"a\\u202eb"', '"a\\u200b"', '"a\\tb"', '"a\\u00a0b"', '"\\ud800"'])(
    '%s is none, because people cannot see it',
    name => expect(codes(network(name))).toEqual(['cell.name']),
  );

  it('may be an emoji, and words of scripts that join letters', () => {
    for (const name of ['👩‍🔬', 'می‌خواهم', '⚙️']) expect(codes(network(name))).toEqual([]);
  });
});

/** Exact value of a decimal, as a fraction of two whole numbers. */
function exact(text: string): readonly [bigint, bigint] {
  const [, sign, whole = '', fraction = '', power = '0'] =
    /^([-+]?)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i.exec(text) ?? [];
  const digits = BigInt(`${whole}${fraction}` || '0') * (sign === '-' ? -1n : 1n);
  const exponent = Number(power) - fraction.length;
  return exponent < 0 ? [digits, 10n ** BigInt(-exponent)] : [digits * 10n ** BigInt(exponent), 1n];
}

function areEqual(a: string, b: string): boolean {
  const [[p, q], [r, s]] = [exact(a), exact(b)];
  return p * s === r * q;
}

describe('a number is read as it is written, or something is said', () => {
  it.each<[string, string[]]>([
    ['epochs: 1.00000000000000001', ['value.digits']],
    ['rate: 1e-400', ['value.digits']],
    ['rate: 1e400', ['value.digits', 'value.type']],
    ['seeds: [010]', ['value.digits']],
    ['seeds: [1,000]', ['value.digits']],
    ['seeds: [9007199254740993]', ['value.digits']],
    ['epochs: 1_000', ['value.type']],
    ['epochs: "3"', ['value.type']],
    ['epochs: 1:30', ['value.type']],
    ['epochs: 0x10', []],
    ['epochs: +5', []],
    ['epochs: 3.0', []],
  ])('%s', (line, expected) => {
    const found = codes(both(`${line}\n`));
    expect(expected.length === 0 ? found : found.slice(0, 1)).toEqual(expected.slice(0, 1));
  });

  it('whatever its digits are', () => {
    const random = Random.of(7, 'numbers');
    let said = 0;
    for (let i = 0; i < 2000; i++) {
      const digits = Array.from({ length: 1 + random.below(24) }, () => random.below(10)).join('');
      const point = random.below(digits.length + 1);
      const power = random.below(3) === 0 ? `e${random.below(700) - 350}` : '';
      const text = `${digits.slice(0, point)}.${digits.slice(point)}${power}`.replace(
        /^0+(?=\d)/,
        '',
      );
      const notebook = parseNotebook(both(`label-smoothing: ${text}\n`));
      const isSaid = notebook.diagnostics.some(
        d => d.message.includes(text) || d.code === 'value.range',
      );
      const cell = notebook.cells[1];
      const read = cell?.partial?.kind === 'train' ? cell.partial.value.labelSmoothing : undefined;
      if (isSaid) said++;
      else expect(areEqual(text, String(read)), `${text} is read as ${String(read)}`).toBe(true);
    }
    expect(said).toBeGreaterThan(500);
    expect(said).toBeLessThan(2000);
  });
});

describe('a number in words is read like any other', () => {
  const layer = (text: string) => codes(network('a', `block: [conv 3, ${text}]\n`));
  it.each([
    'conv 03',
    'conv 3/02',
    'conv 3.0000000000000000001',
    'dropout 1e-400',
    'dropout 1e-50',
    'dropout 0.30000000000000000001',
    'leaky-relu 00.1',
    'pool 02',
    'tile 02',
  ])('%s is not', text => expect(layer(text)).toContain('value.digits'));

  it.each(['conv 3', 'conv 3/2.0', 'conv 3e0', 'dropout 0.30', 'dropout 0', 'leaky-relu .10'])(
    '%s is',
    text => expect(layer(text)).not.toContain('value.digits'),
  );

  it('of an initialisation', () => {
    for (const c of ['01', '1e-400', '1.00000000000000000001', '0x10', 'Infinity'])
      expect(codes(network('a', `init: depth-scaled ${c}\n`))).toHaveLength(1);
    expect(codes(network('a', 'init: depth-scaled 1.5\n'))).toEqual([]);
  });

  it('and no number of the text is 0 in float32 that is none', () => {
    expect(codes(both('rate: 1e-46\n'))).toEqual(['value.digits']);
    expect(codes(both('rate: 1e-44\n'))).toEqual([]);
  });
});

describe('nothing of YAML makes another value of what is written', () => {
  it.each<[string, string]>([
    ['a directive of an older YAML', `%YAML 1.1\n---\n${network('a', 'head: [norm, relu]\n')}`],
    ['a directive for tags', `%TAG ! tag:example.org,2000:\n---\n${network('a')}`],
    ['a tag of a number', both('epochs: !!int "10"\n')],
    ['a tag of nothing', both('epochs: !!null x\n')],
    ['a tag of bytes', both('from: !!binary aGVsbG8=\n')],
    ['a tag of a time', network('!!timestamp 2001-01-01')],
    ["a tag of one's own", network('!mine a')],
    ['a tag of a set', both('data: !!set {mnist-sample}\n').replace('data: mnist-sample\n', '')],
  ])('%s', (_, text) => {
    expect(parseNotebook(text).diagnostics.some(d => d.severity === 'error')).toBe(true);
  });

  it('also under a directive `yes` is a word and `010` no eight', () => {
    const text = `%YAML 1.1\n---\n${train('a', 'seeds: [010]\nprecision: yes\n')}`;
    expect(codes(text)).toEqual(
      expect.arrayContaining(['yaml.syntax', 'value.digits', 'value.unknown']),
    );
  });

  it('lines may end as on any system, and cells with `...`', () => {
    const text = both('epochs: 3\n');
    for (const end of ['\r\n', '\r']) {
      expect(codes(text.replaceAll('\n', end))).toEqual([]);
      expect(valueOf(text.replaceAll('\n', end), 'epochs')).toBe(3);
    }
    expect(codes(text.replace('---', '...'))).toEqual([]);
  });
});

describe('what nobody sees is named at its place', () => {
  const spaces = ['\u00a0', '\u2003', '\u202f', '\u3000'];
  const nothings = ['\u200b', '\u00ad', '\ufeff', '\u2060', '\u0007', '\ud800', '\u200e'];

  it.each([...spaces, ...nothings])('%j behind a value', sign => {
    const text = network('a').replace('classes: 10', `classes: 10${sign}`);
    const [found, ...more] = parseNotebook(text).diagnostics;
    expect(more).toEqual([]);
    expect(found?.code).toBe('text.invisible');
    expect(text.slice(found?.range.start, found?.range.end)).toBe(sign);
    expect(found?.message).toContain(
      sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0'),
    );
  });

  it.each([...spaces, ...nothings])('%j before a key and behind a colon', sign => {
    for (const line of [`${sign}classes: 10`, `classes:${sign}10`]) {
      const found = parseNotebook(network('a').replace('classes: 10', line)).diagnostics;
      expect(found.map(d => d.code)).toContain('text.invisible');
      expect(found.every(d => !d.message.includes('colon and a space'))).toBe(true);
    }
  });

  it('in notes, comments and quotes it may stand', () => {
    expect(codes('note: |\n  a\u00a0b\u200bc\n')).toEqual([]);
    expect(codes(network('a  # a\u00a0b'))).toEqual([]);
    expect(codes(both('from: "./a\u00a0b.safetensors"\n'))).toEqual([]);
  });

  it('a character that was lost in reading is an error, in a note a warning', () => {
    expect(codes(network('caf\ufffd'))).toEqual(['text.encoding']);
    expect(parseNotebook('note: caf\ufffd\n').diagnostics).toMatchObject([
      { code: 'text.encoding', severity: 'warning' },
    ]);
  });
});
