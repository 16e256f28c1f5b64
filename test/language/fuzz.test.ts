import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import { checkNotebook, knownWorld } from '../../src/checks/index.ts';
import {
  applyEdits,
  applySettings,
  blockEdits,
  deleteCell,
  digestCell,
  duplicateCell,
  formatCells,
  moveCell,
  parseNotebook,
  toCode,
  toNote,
  whyNotRunnable,
} from '../../src/language/index.ts';
import { planNetwork, summarise } from '../../src/network/index.ts';
import { correct, whole } from './notebooks.ts';

/** Reads a text in every way there is; whatever it is, nothing may throw and every range must lie in it. */
function read(text: string): void {
  const notebook = parseNotebook(text);
  const diagnostics = checkNotebook(text, knownWorld);
  for (const { range, message, related } of diagnostics) {
    expect(message).not.toBe('');
    for (const r of [range, ...(related ?? []).map(x => x.range)]) {
      expect(r.start).toBeGreaterThanOrEqual(0);
      expect(r.end).toBeGreaterThanOrEqual(r.start);
      expect(r.end).toBeLessThanOrEqual(text.length);
    }
  }
  formatCells(text);
  for (const [i, cell] of notebook.cells.slice(0, text.length > 100_000 ? 1 : 20).entries()) {
    for (const edit of [deleteCell, duplicateCell, toCode, toNote]) applyEdits(text, edit(text, i));
    applyEdits(text, moveCell(text, i, 0));
    blockEdits(text, cell, i);
    whyNotRunnable(notebook, cell);
  }
  for (const cell of notebook.cells) {
    digestCell(notebook, cell.name);
    // A cell without a value says why.
    if (cell.value === null) expect(diagnostics.some(d => d.severity === 'error')).toBe(true);
    if (cell.partial?.kind !== 'network') continue;
    const blocks = cell.partial.value.stages.reduce((sum, s) => sum + s.blocks, 0);
    if (blocks < 200) summarise(planNetwork(cell.partial.value));
  }
}

const pieces = [
  ...'{}[]:,-#&*!|>\'"%@`?\t\r\n \u0000\u00a0\ud800é网',
  '---\n',
  '...\n',
  '- ',
  ': ',
  '<<: ',
  '*a',
  '&a ',
  '!!int ',
  '[[[[',
  '{{{{',
  '? ',
  'null',
  '1e999',
  '.nan',
  '-0',
  '\r\n',
  '"',
  "'",
  '|\n',
  '\t',
];

function edited(text: string, random: Random): string {
  let current = text;
  for (let n = random.below(6) + 1; n > 0; n--) {
    const at = random.below(current.length + 1);
    const until = Math.min(current.length, at + random.below(12));
    const from = random.below(current.length + 1);
    const inserted = [
      '',
      pieces[random.below(pieces.length)] ?? '',
      current.slice(from, from + random.below(40)),
      String.fromCharCode(random.below(random.below(2) === 0 ? 128 : 65536)),
    ][random.below(4)];
    current = current.slice(0, at) + (inserted ?? '') + current.slice(until);
  }
  return current;
}

/** `RESIDUAL_LAB_FUZZ=100000` tries more. */
const rounds = Number(process.env['RESIDUAL_LAB_FUZZ'] ?? 400);
const first = Number(process.env['RESIDUAL_LAB_FUZZ_SEED'] ?? 0);

describe('nothing throws', () => {
  it(`on ${rounds} random edits of correct notebooks`, { timeout: 3_600_000 }, () => {
    for (let seed = first; seed < first + rounds; seed++) {
      const random = Random.of('edits', seed);
      const text = edited(correct[random.below(correct.length)] ?? whole, random);
      try {
        read(text);
      } catch (error) {
        throw new Error(`seed ${seed}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
  });

  it('on random characters', () => {
    for (let seed = 0; seed < 100; seed++) {
      const random = Random.of('characters', seed);
      const range = [128, 256, 65536][seed % 3] ?? 128;
      read(
        String.fromCharCode(
          ...Array.from({ length: random.below(300) }, () => random.below(range)),
        ),
      );
    }
  });

  it('on settings', () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = Random.of('settings', seed);
      const text = edited(whole, random);
      const setting = edited('optimizer.momentum=[0.8, {a: 1}]', random);
      read(applySettings(text, 'base', [setting, 'epochs=1']).text);
    }
  });
});

describe('hostile texts end soon', () => {
  const network = 'network: n\nstages: ';
  const cases: readonly [string, string][] = [
    ['open brackets', network + '['.repeat(60_000)],
    ['open braces', network + '{a: '.repeat(20_000)],
    ['dashes', '- '.repeat(40_000)],
    ['question marks', '? '.repeat(40_000)],
    ['colons', 'a: '.repeat(30_000)],
    ['deep indentation', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    [
      'a bomb of aliases',
      `network: n\na0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}x]`).join('\n')}`,
    ],
    ['an alias of itself', 'network: n\nstages: &s [*s, *s]'],
    ['the same key many times', 'network: n\n' + 'classes: 1\n'.repeat(8_000)],
    ['many keys', `network: n\n${Array.from({ length: 8_000 }, (_, i) => `k${i}: 1`).join('\n')}`],
    ['many stages', network + `[${'{blocks: 5000, filters: 4096}, '.repeat(3_000)}]`],
    [
      'a large network',
      'network: n\nstages: [{blocks: 5000, filters: 65536}, {blocks: 5000, filters: 65536, stride: 2}]',
    ],
    ['many cells', '---\nnetwork: n\npreset: resnet\n'.repeat(2_000)],
    ['only markers', '---\n'.repeat(200_000)],
    ['10 MB of a cell', 'network: n\n' + 'classes: 10 # and so on\n'.repeat(420_000)],
    ['10 MB of cells', 'network: n\npreset: resnet\n---\n'.repeat(330_000)],
    ['10 MB of a note', `note: |\n${'  text of a note\n'.repeat(600_000)}`],
    ['one long line', `network: ${'x'.repeat(2_000_000)}`],
    ['quotes', `network: ${'"a" '.repeat(20_000)}`],
    ['NUL', '\0'.repeat(50_000)],
  ];

  it.each(cases)('%s', (_, text) => {
    const began = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(began);
    // Milliseconds of computing; quadratic time would be minutes.
    expect((user + system) / 1000).toBeLessThan(30_000);
  });
});
