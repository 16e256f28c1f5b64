import { CellMemory, parseNotebook } from '../../src/language/index.ts';
import { checkParsed, knownWorld } from '../../src/checks/index.ts';
import type { OtherResult } from './others.ts';
import { timing } from './stats.ts';

/** What the language server does after a notebook was opened, and after each edit. */
export function benchLanguage(): OtherResult[] {
  const text = notebook(2000);
  const world = { ...knownWorld, deviceMemoryBytes: 16e9 };
  const at = text.indexOf('epochs', text.length / 2);
  const edit = (round: number) => `${text.slice(0, at)}# ${round}\n${text.slice(at)}`;
  const memory = new CellMemory();
  const measure = (name: string, work: (text: string) => void, note: string): OtherResult => {
    const ms: number[] = [];
    for (let round = 0; round < 30; round++) {
      const source = edit(round);
      const start = performance.now();
      work(source);
      if (round >= 10) ms.push(performance.now() - start);
    }
    return { name, engine: 'language server', ...timing(ms), note };
  };
  return [
    measure(
      `diagnostics of ${text.split('\n').length} lines, opened`,
      source => checkParsed(parseNotebook(source), world),
      'goal: 100 ms',
    ),
    measure(
      'the same after an edit',
      source => checkParsed(parseNotebook(source, memory), world),
      'goal: 100 ms',
    ),
  ];
}

/** Networks, trainings and studies of at least this many lines, no two networks alike. */
function notebook(lines: number): string {
  const cells: string[] = [];
  let length = 0;
  for (let n = 0; length < lines; n++) {
    const added = [
      `network: net${n}\ninput: [32, 32, 3]\nclasses: 10\nstem: {filters: 16, kernel: 3}\nstages:\n  - {blocks: ${2 + (n % 5)}, filters: 16}\n  - {blocks: 5, filters: 32, stride: 2}\n  - {blocks: 5, filters: 64, stride: 2}\nblock: preactivation\nshortcut: pad\n---`,
      `train: train${n}\nnetwork: net${n}\ndata: cifar10\nepochs: 160\noptimizer: {momentum: 0.9, decay: 2e-4}\nrate: {cosine: [0.5, 0.001]}\ngrow: {at: [60, 110]}\n---`,
      `norms: norms${n}\nof: train${n}\n---`,
    ];
    cells.push(...added);
    length += added.join('\n').split('\n').length;
  }
  return `${cells.join('\n')}\n`;
}
