import { expect, it } from 'vitest';
import { checkParsed, knownWorld } from '../../src/checks/index.ts';
import { parseNotebook } from '../../src/language/index.ts';
import { chooseCells, soundCells } from '../../src/runs/index.ts';

const text = (input: string, epochs: string) =>
  `network: n\npreset: {resnet, depth: 14, width: 8}\ninput: ${input}\n---\ntrain: t\nnetwork: n\n` +
  `data: mnist-sample\nepochs: ${epochs}\n---\nlesion: l\nof: t\nremove: each\n`;

function broken(source: string, name: string): string[] | true {
  const notebook = parseNotebook(source);
  const sound = soundCells(notebook, checkParsed(notebook, knownWorld));
  const cells = chooseCells(notebook, undefined).filter(({ cell }) => cell.name === name);
  if (sound.canRun(...cells)) return true;
  return sound.broken(...cells).map(cell => cell.name);
}

it('names the cell whose error keeps another from running', () => {
  expect(broken(text('[28, 28, 1]', '2'), 'l')).toBe(true);
  expect(broken(text('[32, 32, 3]', '2'), 't')).toEqual(['n']);
  expect(broken(text('[32, 32, 3]', '2'), 'l')).toEqual(['n']);
});
