import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProjectCopy } from './support/copy.ts';

/*
 * Two studies are added to a copy of the project: the one that src/studies/README.md writes as its example, and the folder of
 * `lesion` under another name. Both must be known everywhere, with no other file changed by hand. They run on the engine `cpu`.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const lesions = join(root, 'src/studies/lesion');

/** Stands for `lesion` in the dup folder: another word of six letters, so that places in texts stay. */
const letters = 'bcdfghjklmnpqrtvwxz';
const clone = `${[1, 2, 3, 4, 5].map(() => letters[Math.floor(Math.random() * letters.length)]).join('')}o`;
const Clone = clone.charAt(0).toUpperCase() + clone.slice(1);
const renamed = (text: string) => text.replaceAll('lesion', clone).replaceAll('Lesion', Clone);
/** What is said of the clone and its run, as it is said of the original. */
const original = (text: string) =>
  text
    .replaceAll(clone, 'lesion')
    .replaceAll(Clone, 'Lesion')
    .replaceAll(idOf('dup'), idOf('cut'))
    .replaceAll(/\bdup\b/g, 'cut');
const idOf = (cell: string) => basename(runs[cell] ?? '');

const notebook = `network: tiny
input: [28, 28, 1]
stem: {filters: 2, kernel: 3, stride: 7}
stages:
  - {blocks: 1, filters: 2}
  - {blocks: 2, filters: 2}
---
train: base
network: tiny
data: {set: mnist-sample, train: 24, test: 10}
epochs: 1
batch: 4
---
lesion: cut
of: base
remove: [each, 2]
swap: [1]
---
${clone}: dup
of: base
remove: [each, 2]
swap: [1]
---
damping: less
of: base
factors: [1, 0, 0.5]
`;

let copy: ProjectCopy;
let ran: ReturnType<ProjectCopy['run']>;
/** The runs' folders by the name of their cell. */
let runs: Readonly<Record<string, string>>;

beforeAll(async () => {
  copy = new ProjectCopy();
  for (const name of readdirSync(lesions))
    copy.write(`src/studies/${clone}/${name}`, renamed(readFileSync(join(lesions, name), 'utf8')));
  const readme = readFileSync(join(root, 'src/studies/README.md'), 'utf8');
  for (const [, file = '', text = ''] of readme.matchAll(
    /```ts\n *\/\/ (src\/studies\/\S+)\n([^]*?)\n *```/g,
  ))
    copy.write(file, `${text.replaceAll(/^ {3}/gm, '')}\n`);
  const generated = copy.run('test/run/generate.mjs');
  expect(generated).toEqual({ code: 0, stdout: '', stderr: '' });
  await copy.bundle({
    cli: 'src/cli/main.ts',
    engine: 'src/engine/main.ts',
    loader: 'src/engine/data/loaderWorker.ts',
    facts: 'test/studies/support/facts.ts',
  });
  copy.write('a.resnet.yaml', notebook);
  ran = copy.run('dist/cli.js', 'run', 'a.resnet.yaml', '--engine', 'cpu');
  const store = join(copy.folder, '.residual-lab', 'runs');
  runs = Object.fromEntries(
    readdirSync(store).map(id => [id.split('-').slice(2, -1).join('-'), join(store, id)]),
  );
}, 600_000);
afterAll(() => copy.remove());

/** What `export` writes of a cell, by the name of the file. */
function filesOf(cell: string, format: string): Record<string, string> {
  const folder = join(copy.folder, `${format} of ${cell}`);
  const args = ['a.resnet.yaml', '--cell', cell, '--format', format, '--out', folder];
  const { code } = copy.run('dist/cli.js', 'export', ...args);
  expect(code).toBe(0);
  return Object.fromEntries(
    readdirSync(folder).map(name => [name, original(readFileSync(join(folder, name), 'utf8'))]),
  );
}

describe('a new study', () => {
  it('changes its folder and what is generated, and no other file', () => {
    const own = new RegExp(`^src/studies/(${clone}|damping)/`);
    expect(copy.changed().filter(file => !own.test(file))).toEqual([
      'media/language.md',
      'media/notebook.schema.json',
      'media/resnet.tmLanguage.json',
      'src/studies/compute.index.ts',
      'src/studies/describe.index.ts',
      'src/studies/present.index.ts',
    ]);
  });

  it('has the types that the rest of the product asks for', () => {
    const config = { extends: './tsconfig.json', include: ['src'] };
    copy.write('tsconfig.copy.json', JSON.stringify(config));
    const options = ['--noEmit', '--incremental', 'false', '-p', 'tsconfig.copy.json'];
    const { stdout } = copy.run('node_modules/typescript/bin/tsc', ...options);
    expect(stdout).toBe('');
  });

  it('runs', () => {
    // Others may train on this machine meanwhile.
    const stderr = ran.stderr.replace(/^.* is on this device: .*\n/gm, '');
    expect([ran.code, stderr]).toEqual([0, '']);
    expect(Object.keys(runs).sort()).toEqual(['base', 'cut', 'dup', 'less']);
  });

  it.each([clone, 'damping'])('is a word of the grammar: %s', kind => {
    const grammar = readFileSync(join(copy.folder, 'media/resnet.tmLanguage.json'), 'utf8');
    expect(grammar.split(`|${kind}|`).length - 1).toBe(3);
  });
});

describe('a folder under another name', () => {
  const factsOf = (cell: string): unknown => {
    const store = join(copy.folder, '.residual-lab');
    const { stdout, stderr } = copy.run(
      'dist/facts.js',
      join(copy.folder, 'a.resnet.yaml'),
      store,
      cell,
    );
    expect(stderr).toBe('');
    return JSON.parse(original(stdout));
  };

  it('is known to the language, its server, the checks and the page as the original is', () => {
    const known = factsOf('cut');
    expect(factsOf('dup')).toEqual(known);
    expect(known).toMatchObject({
      look: { icon: 'graph-scatter' },
      kindOffered: ['lesion', expect.stringContaining('residuals are removed')],
      reference: expect.stringContaining('Columns of its result') as string,
      whyNotRunnable: null,
      page: { kind: 'figures' },
    });
  });

  it('is meant, too, by what people call the original', () => {
    copy.write('c.resnet.yaml', 'ablation: a\nof: b\n');
    const { stdout } = copy.run('dist/cli.js', 'check', 'c.resnet.yaml');
    const [first, second] = ['lesion', clone].sort();
    expect(stdout).toContain(`Did you mean \`${first ?? ''}\` or \`${second ?? ''}\`?`);
  });

  it.each(['csv', 'json'])(
    'exports the same rows as %s, but for the name of its column',
    format => {
      const exported = (cell: string) =>
        copy.run('dist/cli.js', 'export', runs[cell] ?? '', '--format', format);
      const { code, stdout } = exported('cut');
      expect([code, stdout.length > 500]).toEqual([0, true]);
      expect(original(exported('dup').stdout)).toBe(stdout);
    },
  );

  it.each([
    ['svg', ['each.svg', 'sets.svg', 'swaps.svg']],
    ['csv', ['changes.csv', 'each.csv', 'sets.csv', 'swaps.csv']],
  ])('exports the same figures as %s', (format, names) => {
    const [whole, other] = [filesOf('cut', format), filesOf('dup', format)];
    expect(Object.keys(whole).sort()).toEqual(names);
    expect(other).toEqual(whole);
  });

  it('says the same in the terminal', () => {
    const shown = (cell: string, next: string) => {
      const from = ran.stdout.indexOf(`\n${cell}, seed 1: finished`);
      const until = ran.stdout.indexOf(`\n${next} (`, from);
      return ran.stdout.slice(from, until < 0 ? undefined : until).replace(/^.*\n.*\n.*\n/, '');
    };
    expect(shown('cut', 'dup')).toContain('whole network');
    expect(shown('dup', 'less')).toBe(shown('cut', 'dup'));
  });
});

describe('the example of the guide', () => {
  it('measures what it says', () => {
    const rowsOf = (cell: string) => {
      const { stdout } = copy.run('dist/cli.js', 'export', runs[cell] ?? '', '--format', 'json');
      return (JSON.parse(stdout) as { rows: Record<string, unknown>[] }).rows;
    };
    const rows = rowsOf('less');
    expect(rows.map(row => row['factor'])).toEqual([0, 0.5, 1]);
    // A factor of 1 is the network as it was trained, as is a lesion that changes nothing.
    const [whole] = rowsOf('cut');
    expect([rows[2]?.['error'], rows[2]?.['loss']]).toEqual([whole?.['error'], whole?.['loss']]);
  });

  it('draws its two figures', () => {
    const pictures = filesOf('less', 'svg');
    expect(Object.keys(pictures).sort()).toEqual(['error.svg', 'loss.svg']);
    for (const picture of Object.values(pictures)) expect(picture).toMatch(/^<svg [^]*factor/);
    const rows = filesOf('less', 'csv')['error.csv']?.trim().split('\n') ?? [];
    expect(rows[0]).toBe('factor,error of base (%)');
    expect(rows.slice(1).map(row => row.split(',')[0])).toEqual(['0', '0.5', '1']);
  });

  it('finds its mistake, and shows its table', () => {
    copy.write('b.resnet.yaml', notebook.replace('[1, 0, 0.5]', '[1]'));
    expect(copy.run('dist/cli.js', 'check', 'b.resnet.yaml').stdout).toContain('damping.nothing');
    expect(ran.stdout).toMatch(/factor +error +loss/);
  });
});
