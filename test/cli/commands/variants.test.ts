import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestCell, parseNotebook } from '../../../src/language/index.ts';
import { parseRunRequest, type RunRequest } from '../../../src/record/index.ts';
import { buildFakeEngine } from '../support/fakeEngine.ts';
import { testIo } from '../support/io.ts';
import { project, trainCell } from '../support/project.ts';
import { reslab } from '../support/reslab.ts';

let enginePath: string;
beforeAll(async () => {
  enginePath = await buildFakeEngine();
});

const momentum = 'optimizer.momentum';
const blocks = 'network.stages.0.blocks';
const study = 'lesion: removed\nof: base\nremove: each\n';

async function reslabIn(folder: string, ...args: string[]) {
  const io = testIo({ cwd: folder, enginePath });
  const { code } = await reslab(args, io);
  return { code, out: io.stdout.text, err: io.stderr.text, lines: io.stdout.lines };
}

async function run(folder: string, ...args: string[]): Promise<RunRequest[]> {
  const { code, lines, err } = await reslabIn(folder, 'run', 'net.resnet.yaml', '--json', ...args);
  expect(code, err).toBe(0);
  const last = JSON.parse(lines.at(-1) ?? '') as { runs: { run: string }[] };
  return last.runs.map(each => {
    const parsed = parseRunRequest(readFileSync(path.join(each.run, 'run.json'), 'utf8'));
    if (!parsed.ok) throw new Error(parsed.problem);
    return parsed.value;
  });
}

const variantsOf = (requests: readonly RunRequest[]) => requests.map(({ variant }) => variant);

describe('what is set for a run', () => {
  it('of three axes is a variant of the recipe as written, which lists, CSV and JSON tell apart', async () => {
    const { folder, file } = project(trainCell('base'));
    const asked = [
      ...(await run(folder)),
      ...(await run(folder, '--set', 'seeds=[2]', '--set', `${momentum}=0.5`)),
      ...(await run(
        folder,
        '--set',
        'seed=2',
        '--set',
        `${blocks}=3`,
        '--set',
        `${momentum}=0.50`,
      )),
    ];
    const variants = [
      { seed: 1 },
      { seed: 2, [momentum]: 0.5 },
      { seed: 2, [momentum]: 0.5, [blocks]: 3 },
    ];
    expect(variantsOf(asked)).toEqual(variants);
    // The checked values have what was set; text and digest are those of the recipe.
    const digest = digestCell(parseNotebook(readFileSync(file, 'utf8')), 'base');
    expect(asked.map(({ cell }) => [cell.digest, cell.text])).toEqual(
      Array.from({ length: 3 }, () => [digest, trainCell('base').trimEnd()]),
    );
    expect(asked.map(({ value }) => value)).toMatchObject([
      { optimizer: { momentum: 0.9 } },
      { optimizer: { momentum: 0.5 } },
      { optimizer: { momentum: 0.5 } },
    ]);
    expect(asked.map(({ network }) => network?.value)).toMatchObject([
      { stages: [{ blocks: 2 }] },
      { stages: [{ blocks: 2 }] },
      { stages: [{ blocks: 3 }] },
    ]);

    const { out } = await reslabIn(folder, 'runs', '--json');
    const { runs } = JSON.parse(out) as { runs: { id: string; seed: number; variant: object }[] };
    expect(runs.map(({ seed, variant }) => ({ seed, variant }))).toEqual(
      variants.map(variant => ({ seed: variant.seed, variant })),
    );
    const table = await reslabIn(folder, 'runs');
    const whole = `${blocks} 3, ${momentum} 0.5`;
    expect(table.lines.map(line => /train +(\d) +(.*?) +finished/.exec(line)?.slice(1))).toEqual([
      ...[undefined, undefined],
      ...[
        ['1', ''],
        ['2', `${momentum} 0.5`],
        ['2', whole],
      ],
    ]);

    const csv = async (...more: string[]) =>
      (await reslabIn(folder, 'export', runs[2]?.id ?? '', ...more)).lines;
    const [plain, told] = [await csv(), await csv('--run-columns')];
    const tail = (i: number) => told[i]?.slice(plain[i]?.length);
    expect(told.map((line, i) => line.startsWith(plain[i] ?? ''))).not.toContain(false);
    expect(tail(0)).toBe(`,run.id,run.cell,run.${blocks},run.${momentum},run.seed`);
    expect(tail(1)).toBe(`,${runs[2]?.id ?? ''},base,3,0.5,2`);
  });

  it('to what is written sets nothing, however it is written', async () => {
    const { folder } = project(trainCell('base'));
    const args = ['--set', 'epochs=2.0', '--set', `${momentum}=0.9`, '--set', `${blocks}=2`];
    expect(variantsOf(await run(folder, ...args))).toEqual([{ seed: 1 }]);
  });

  it('twice is what was set last, and a key takes those below it away', async () => {
    const { folder } = project(trainCell('base'));
    const sets = [`${momentum}=0.5`, 'optimizer={momentum: 0.7}', 'epochs=1', 'epochs=3'];
    const [request] = await run(folder, ...sets.flatMap(set => ['--set', set]));
    expect(request?.variant).toEqual({ seed: 1, optimizer: { momentum: 0.7 }, epochs: 3 });
    expect(request?.value).toMatchObject({ epochs: 3, optimizer: { momentum: 0.7 } });
  });

  it('of a study stands behind its kind, beside what was set of its training', async () => {
    const { folder } = project(trainCell('base'), study);
    const [trained, lesion] = await run(
      folder,
      ...['--set', 'epochs=1', '--set', 'examples=50', '--set', 'lesion.seed=4'],
    );
    expect(trained?.variant).toEqual({ seed: 1, epochs: 1 });
    expect(lesion?.variant).toEqual({
      seed: 1,
      epochs: 1,
      'lesion.examples': 50,
      'lesion.seed': 4,
    });
    expect(lesion?.value).toMatchObject({ examples: 50, seed: 4 });
    expect(lesion?.parents).toMatchObject([{ run: trained?.id, role: 'study' }]);
  });

  it('of a training says which of its runs a study alone is of', async () => {
    const { folder } = project(trainCell('base'), study);
    const [written] = await run(folder, '--cell', 'base');
    const [short] = await run(folder, '--cell', 'base', '--set', 'epochs=1');
    const [other] = await run(folder, '--cell', 'removed');
    expect(other?.parents[0]?.run).toBe(written?.id);
    const [one] = await run(folder, '--cell', 'removed', '--set', 'epochs=1');
    expect(one?.parents[0]?.run).toBe(short?.id);
    expect(one?.cell.digest).toBe(other?.cell.digest);
  });

  it('and of which there is none, the message says how to train it', async () => {
    const { folder, file } = project(trainCell('base'), study);
    await run(folder, '--cell', 'base');
    const args = ['run', 'net.resnet.yaml', '--cell', 'removed'];
    const set = ['--set', 'rate={cosine: [0.2, 0]}', '--set', 'epochs=1', '--set', 'seeds=[2]'];
    const { code, err } = await reslabIn(folder, ...args, ...set);
    expect(code).toBe(2);
    expect(err).toContain('has no finished run of it with epochs 1, rate {cosine: [0.2, 0]}.');
    const command = `reslab run ${file} --cell base --set 'epochs=1' --set 'rate={cosine: [0.2, 0]}' --set 'seeds=[2]'`;
    expect(err).toContain(`Run it first: ${command}\n`);
    await run(folder, '--cell', 'base', ...set);
    expect((await reslabIn(folder, ...args, ...set)).code).toBe(0);
  });

  it('makes a cell whole that has no sense without it', async () => {
    const { folder } = project(trainCell('base', 'clip: wrong\n'));
    const [request] = await run(folder, '--set', 'clip=1');
    expect(request?.variant).toEqual({ seed: 1 });
    expect(request?.value).toMatchObject({ clip: 1 });
    expect(request?.cell.text).toContain('clip: 1');
  });

  it('keeps seeds of a variant together, in their mean', async () => {
    const { folder } = project(trainCell('base', 'seeds: [1, 2]\n'));
    const { lines } = await reslabIn(folder, 'run', 'net.resnet.yaml', '--set', 'epochs=1');
    // 0.75 and 0.5: mean 0.625, sample standard deviation 0.125 √2
    expect(lines).toContain(
      'base, epochs 1: test accuracy 62.5 ± 17.7 % (mean and standard deviation of 2 seeds)',
    );
    expect(lines.some(line => line.startsWith('base, epochs 1, seed 2: finished'))).toBe(true);
  });

  it.each([
    ['network.stage=[]', 'no key `stage`', 1],
    ['epochs=.inf', 'epochs', 1],
  ])('%.30s is refused: %s', async (set, message, code) => {
    const { folder } = project(trainCell('base'));
    const ran = await reslabIn(folder, 'run', 'net.resnet.yaml', '--set', set);
    expect(ran.code).toBe(code);
    expect(ran.err).toContain(message);
  });
});

it('a run that is killed goes on by itself as the same variant', async () => {
  const { folder } = project(trainCell('killed once'));
  const [first] = await run(folder, '--retry', '--set', `${momentum}=0.5`, '--set', 'seed=3');
  const { out } = await reslabIn(folder, 'runs', '--json');
  const { runs } = JSON.parse(out) as { runs: { variant: object; digest: string }[] };
  const variant = { seed: 3, [momentum]: 0.5 };
  expect(runs.map(each => each.variant)).toEqual([variant, variant]);
  expect(runs.map(each => each.digest)).toEqual([first?.cell.digest, first?.cell.digest]);
});
