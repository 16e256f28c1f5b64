import { expect, it } from 'vitest';
import { Random } from '../../src/base/index.ts';
import { CellMemory } from '../../src/language/index.ts';
import { diagnostics } from '../../src/server/diagnostics.ts';
import { completion } from '../../src/server/completion/completion.ts';
import { documentSymbols } from '../../src/server/symbols.ts';
import { inlayHints } from '../../src/server/inlayHints.ts';
import { stateOf } from './marked.ts';

/** A notebook of at least this many lines, with a mistake in every tenth cell. */
function notebook(lines: number): string {
  const cells: string[] = [];
  for (let n = 0; cells.join('\n---\n').split('\n').length < lines; n++)
    cells.push(
      `network: net${n}\ninput: [32, 32, 3]\nclasses: 10\nstem: {filters: 16, kernel: 3} # stem\nstages:\n  - {blocks: 5, filters: 16}\n  - {blocks: 5, filters: 32, stride: 2}\n  - {blocks: 5, filters: 64, stride: 2}\nblock: preactivation\nshortcut: ${n % 10 === 0 ? 'pda' : 'pad'}`,
      `train: train${n}\nnetwork: net${n}\ndata: cifar10\nepochs: 160\noptimizer: {momentum: 0.9, decay: 2e-4}\nrate: {cosine: [0.5, 0.001]}\ngrow: {at: [60, 110]}`,
      `norms: norms${n}\nof: train${n}`,
    );
  return cells.join('\n---\n');
}

const text = notebook(2000);

/** Milliseconds of processor time of the median of some rounds, each of which adds a letter in the middle of the text. */
function median(work: (text: string) => void): number {
  const times: number[] = [];
  const middle = text.indexOf('epochs', text.length / 2);
  for (let round = 0; round < 15; round++) {
    const edited = `${text.slice(0, middle)}${'# '.padEnd(round + 2, 'x')}\n${text.slice(middle)}`;
    const begin = process.cpuUsage();
    work(edited);
    const { user, system } = process.cpuUsage(begin);
    times.push((user + system) / 1000);
  }
  return times.sort((a, b) => a - b)[7] ?? 0;
}

it(`times a notebook of ${text.split('\n').length} lines (goal: diagnostics in 100 ms)`, () => {
  const memory = new CellMemory();
  const opened = median(text => diagnostics(stateOf(text, [], undefined, 1e10)));
  const edited = median(text => diagnostics(stateOf(text, [], memory, 1e10)));
  const state = stateOf(text);
  const hints = median(text =>
    inlayHints(stateOf(text, [], memory), { start: 0, end: text.length }),
  );
  const complete = median(() => completion(state, text.length - 3));
  const ms = (n: number) => `${n.toFixed(1)} ms`;
  console.log(
    `Diagnostics: opened ${ms(opened)}, after an edit ${ms(edited)}. All hints after an edit ${ms(hints)}. Completion ${ms(complete)}.`,
  );
  expect(diagnostics(state).some(d => d.code === 'value.type')).toBe(true);
});

it('finds the same after an edit as in the whole text', () => {
  const random = Random.of(4, 'edits');
  const memory = new CellMemory();
  let edited = notebook(100);
  for (let i = 0; i < 60; i++) {
    const at = random.below(edited.length);
    const piece = ['x', '---\n', '\n', '{', ' ', 'network: a\n'][random.below(6)] ?? '';
    edited = edited.slice(0, at) + piece + edited.slice(at + random.below(4));
    const remembered = stateOf(edited, [], memory);
    const whole = stateOf(edited);
    expect(diagnostics(remembered)).toEqual(diagnostics(whole));
    expect(documentSymbols(remembered)).toEqual(documentSymbols(whole));
  }
});
