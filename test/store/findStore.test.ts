import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createRun,
  findStore,
  findStoreToWrite,
  isStore,
  listRuns,
  lookForStore,
} from '../../src/store/index.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';

const isRoot = process.geteuid?.() === 0;
const stranger = 12345;

/** `a/b` in a folder of ours, a notebook in `b`, and a store above. */
function tree() {
  const top = temporaryFolder();
  const at = (name: string) => path.join(top, name);
  fs.mkdirSync(at('a/b'), { recursive: true });
  fs.mkdirSync(at('.residual-lab'));
  return { at, notebook: at('a/b/x.resnet.yaml'), beside: at('a/b/.residual-lab') };
}

afterEach(() => vi.unstubAllEnvs());

describe('a store is looked for', () => {
  it('above, as far as folders are ours', () => {
    const { at, notebook } = tree();
    expect(findStore(notebook)).toBe(at('.residual-lab'));
  });

  it.each([
    ['the repository', (folder: string) => fs.mkdirSync(path.join(folder, '.git'))],
    [
      'a work tree of a repository',
      (folder: string) => fs.writeFileSync(path.join(folder, '.git'), ''),
    ],
    ['the home folder', (folder: string) => vi.stubEnv('HOME', folder)],
  ])('up to %s, and not above', (_, make) => {
    const { at, notebook, beside } = tree();
    make(at('a'));
    expect(findStore(notebook)).toBe(beside);
    fs.mkdirSync(at('a/.residual-lab'));
    expect(findStore(notebook)).toBe(at('a/.residual-lab'));
  });

  it('up to the workspace, and not above', () => {
    const { at, notebook } = tree();
    expect(findStore(notebook, at('a'))).toBe(at('a/.residual-lab'));
  });

  it('not in a folder where everybody makes files, such as /tmp', () => {
    const { at, notebook, beside } = tree();
    fs.chmodSync(at('.'), 0o1777);
    expect(findStore(notebook)).toBe(beside);
  });

  it.runIf(isRoot)('passing over that of another user, and saying so', () => {
    const { at, notebook, beside } = tree();
    fs.chownSync(at('.residual-lab'), stranger, stranger);
    const { store, passedOver } = lookForStore(notebook);
    expect(store).toBe(beside);
    expect(passedOver.join()).toMatch(/belongs to another user \(number 12345\).*--runs/);
    expect(() => findStoreToWrite(at('x.resnet.yaml'))).toThrow(/belongs to another user/);
  });

  it.runIf(isRoot)('taking that of a workspace whose owner made it, too', () => {
    const { at, notebook } = tree();
    fs.mkdirSync(at('a/.residual-lab'));
    for (const name of ['a', 'a/.residual-lab']) fs.chownSync(at(name), stranger, stranger);
    expect(findStoreToWrite(notebook, at('a'))).toBe(at('a/.residual-lab'));
  });

  it('passing over a link to a folder that is no store', async () => {
    const { at, notebook, beside } = tree();
    fs.rmdirSync(at('.residual-lab'));
    fs.mkdirSync(at('documents'));
    fs.writeFileSync(at('documents/letter'), '');
    fs.symlinkSync('documents', at('.residual-lab'));
    expect(findStore(notebook)).toBe(beside);
    expect(() => findStoreToWrite(at('x.resnet.yaml'))).toThrow(
      /link to a folder that is no store/,
    );
    await createRun(at('scratch'), someRequest());
    fs.rmSync(at('.residual-lab'));
    fs.symlinkSync('scratch', at('.residual-lab'));
    expect(findStoreToWrite(notebook)).toBe(at('.residual-lab'));
  });
});

describe('a folder is a store', () => {
  it('where it holds runs, whatever its name, and not where other programs keep theirs', async () => {
    const top = temporaryFolder();
    fs.mkdirSync(path.join(top, 'runs', 'tensorboard'), { recursive: true });
    expect(isStore(top)).toBe(false);
    const store = path.join(temporaryFolder(), 'results');
    await createRun(store, someRequest());
    expect(isStore(store)).toBe(true);
  });

  it('and git is told to pass over no other', async () => {
    const project = temporaryFolder();
    fs.writeFileSync(path.join(project, 'main.py'), '');
    await createRun(project, someRequest());
    expect(fs.existsSync(path.join(project, '.gitignore'))).toBe(false);
  });
});

it('a run whose folder is a link is left out, and said to be', async () => {
  const store = path.join(temporaryFolder(), '.residual-lab');
  const folder = await createRun(store, someRequest());
  const elsewhere = path.join(temporaryFolder(), 'elsewhere');
  fs.renameSync(folder, elsewhere);
  fs.symlinkSync(elsewhere, folder);
  const { runs, problems } = await listRuns(store);
  expect(runs).toEqual([]);
  expect(problems.join()).toContain('is a link');
});
