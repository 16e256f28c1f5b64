import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { chosen, csvOf, exportedOf, svgOf } from '../../../src/cli/export/exported.ts';
import { checkText } from '../../../src/cli/notebookFile.ts';
import { cellNamed, presentedOfCell } from '../../../src/cli/results/presented.ts';
import { readSvg } from '../../figures/verify/readSvg.ts';
import { problemsOf } from '../../figures/verify/verify.ts';
import { elements, parseXml, textOf } from '../../figures/verify/xml.ts';
import { studyOf } from '../../../src/language/index.ts';
import { testIo } from '../support/io.ts';
import { reslab } from '../support/reslab.ts';

const fixture = path.join(import.meta.dirname, '../../fixtures/oldStore');
let folder = '';

/** The runs that a version before made, beside the notebook that they are of, with a comparison. */
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'reslab-export-'));
  const file = path.join(folder, 'lab.resnet.yaml');
  const text = readFileSync(path.join(fixture, 'lab.resnet.yaml'), 'utf8');
  writeFileSync(file, `${text}---\ncompare: both\nof: [digits, grown]\n`);
  const store = path.join(folder, '.residual-lab');
  cpSync(path.join(fixture, 'store'), store, { recursive: true });
  for (const id of readdirSync(path.join(store, 'runs'))) {
    const run = path.join(store, 'runs', id, 'run.json');
    const request = JSON.parse(readFileSync(run, 'utf8')) as object;
    writeFileSync(run, JSON.stringify({ ...request, notebook: file }));
  }
});

async function run(...argv: string[]) {
  const io = testIo({ cwd: folder });
  const { code } = await reslab(argv, io);
  return { code, out: io.stdout.text, err: io.stderr.text };
}

async function shown(cell: string) {
  const io = testIo({ cwd: folder });
  const name = path.join(folder, 'lab.resnet.yaml');
  const file = checkText(name, readFileSync(name, 'utf8'), io);
  const store = path.join(folder, '.residual-lab');
  return presentedOfCell(file, cellNamed(file, cell), store, () => undefined);
}

describe('figures of runs that were really made', () => {
  it.each(['digits', 'residuals', 'cut', 'grown', 'grown residuals', 'long', 'drops', 'both'])(
    'have each row of their CSV in their SVG: %s',
    async cell => {
      const presented = await shown(cell);
      const all = exportedOf(presented);
      expect(all.length).toBeGreaterThan(0);
      for (const one of all) {
        if (one.figure === null) continue;
        const svg = svgOf(one, presented.tables, 640) ?? '';
        expect(problemsOf(one.figure, svg, csvOf(one), presented.tables), one.id).toEqual([]);
        // Ticks are under the figure itself, whoever carries them on a page.
        for (const panel of readSvg(svg)) expect(panel.drawn.length, one.id).toBeGreaterThan(0);
        const x = elements(parseXml(svg)).filter(e => e.attributes['data-axis'] === 'x');
        expect(x.map(textOf).join('').length, one.id).toBeGreaterThan(1);
      }
    },
  );
});

describe('export', () => {
  const file = 'lab.resnet.yaml';

  it('writes each figure of a cell into a folder', async () => {
    const { code, err } = await run(
      'export',
      file,
      '--cell',
      'cut',
      '--format',
      'svg',
      '--out',
      'cut/',
    );
    expect([code, err.split('\n').at(-2)]).toEqual([0, 'cut/: each.svg']);
    const svg = readFileSync(path.join(folder, 'cut/each.svg'), 'utf8');
    expect(parseXml(svg).attributes['width']).toBe('640');
  });

  it('writes one figure, of the width that is asked for, to standard output', async () => {
    const figure = ['--cell', 'digits', '--figure', 'loss', '--format', 'svg', '--width', '300'];
    const { code, out } = await run('export', file, ...figure);
    expect([code, parseXml(out).attributes['width']]).toEqual([0, '300']);
  });

  it('says which figures there are where it cannot tell, or there is none of that name', async () => {
    const several = await run('export', file, '--cell', 'both', '--format', 'csv');
    expect(several.code).toBe(2);
    expect(several.err).toMatch(
      /There are \d+: accuracy, .* or .*--figure, or a folder with --out/,
    );
    const wrong = await run('export', file, '--cell', 'both', '--figure', 'los');
    expect(wrong.err).toContain("There is no figure 'los': accuracy, ");
  });

  it('writes the table of where trainings end, which has no picture', async () => {
    const { out } = await run('export', file, '--cell', 'both', '--figure', 'ends');
    const [head, ...lines] = out.split('\n');
    expect(lines).toHaveLength(3);
    const documented = studyOf('compare')?.columns.map(({ name }) => name) ?? [];
    expect(head).toMatch(/^training,seeds,mean,.*difference/);
    for (const name of head?.split(',') ?? []) expect(documented).toContain(name);
    const svg = await run('export', file, '--cell', 'both', '--figure', 'ends', '--format', 'svg');
    expect([svg.code, svg.err]).toEqual([2, expect.stringContaining('is a table')]);
  });

  it('holds everything in one JSON, as `show` does', async () => {
    const { out } = await run('export', file, '--cell', 'residuals', '--format', 'json');
    const parsed = JSON.parse(out) as {
      cell: string;
      figures: { id: string; rows: unknown[][] }[];
    };
    expect(parsed.cell).toBe('residuals');
    expect(parsed.figures.map(f => f.id)).toContain('residual');
    const shownAs = await run('show', file, 'residuals', '--json');
    expect(shownAs.out).toBe(out);
    const both = await run('export', file, '--cell', 'both', '--format', 'json');
    const { tables } = JSON.parse(both.out) as { tables: Record<string, unknown>[] };
    expect(tables.find(({ id }) => id === 'ends')).toMatchObject({
      columns: expect.arrayContaining(['mean', 'difference']) as string[],
      heads: expect.arrayContaining(['accuracy', 'minus digits']) as string[],
    });
  });

  it('writes the figures of a run that is told by the end of its id', async () => {
    const { code, out } = await run('export', '2502', '--figure', 'each', '--format', 'csv');
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      'block removed,error (%),above intact (points)',
    ]);
    const svg = await run('export', '2502', '--format', 'svg');
    expect(parseXml(svg.out).name).toBe('svg');
  });

  it('still writes tables of a run', async () => {
    const { code, out } = await run('export', '2502');
    expect([code, out.split('\n')[0]?.split(',')[0]]).toEqual([0, 'lesion']);
  });

  it.each([
    [['export', 'lab.resnet.yaml'], /Name a cell of lab\.resnet\.yaml with --cell: 'digits', /],
    [['export', 'lab.resnet.yaml', '--cell', 'tiny'], /'tiny' is a network and has no results/],
    [['export', 'lab.resnet.yaml', '--cell', 'no'], /has no cell 'no'/],
    [['export', 'none.resnet.yaml', '--cell', 'no'], /does not exist/],
    [
      ['export', 'lab.resnet.yaml', '--cell', 'cut', '--table', 'results'],
      /--table is of the tables/,
    ],
    [['export', '2502', '--cell', 'cut'], /--cell is of a \*\.resnet\.yaml file/],
    [['export', '2502', '--format', 'svg', '--width', '12'], /from 200 to 4000/],
    [['show', 'lab.resnet.yaml', 'no'], /has no cell 'no'/],
  ])('refuses %j', async (argv, message) => {
    const { code, err, out } = await run(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

describe('show', () => {
  it('has sentences, plots and tables of a cell', async () => {
    const { code, out } = await run('show', 'lab.resnet.yaml', 'cut');
    expect(code).toBe(0);
    expect(out).toMatch(/no better than chance/);
    expect(out).toMatch(/Error without one block {2}%\n/);
    expect(out).toMatch(/1\.1 removed +75\.0 %/);
  });

  it('keeps to ASCII where the terminal has no more', async () => {
    const io = testIo({ cwd: folder, env: { LANG: 'C' } });
    await reslab(['show', 'lab.resnet.yaml', 'both'], io);
    expect(io.stdout.text.length).toBeGreaterThan(1000);
    expect(io.stdout.text).toMatch(/^[\n\x20-\x7e]*$/);
  });
});

describe('a cell without results', () => {
  it('says what to do, or which runs of other variants there are', async () => {
    const file = path.join(folder, 'other.resnet.yaml');
    const text = readFileSync(path.join(folder, 'lab.resnet.yaml'), 'utf8');
    writeFileSync(file, text.replace('lesion: cut', 'lesion: none yet'));
    const { code, err } = await run('show', 'other.resnet.yaml', 'none yet');
    expect(code).toBe(2);
    expect(err).toMatch(/no results of 'none yet'\. Run it first: .*--cell 'none yet'/);
  });
});

describe('chosen', () => {
  it('takes names as they are in files and as they are written', () => {
    const one = { id: 'residual-by-step', title: '', unit: '', shown: null as never, figure: null };
    expect(chosen([one], ['residual by step'])).toEqual([one]);
    expect(chosen([one], [])).toEqual([one]);
    expect(() => chosen([one], ['residual'])).toThrow(/no figure/);
  });
});
