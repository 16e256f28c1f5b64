import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Random, UserError } from '../../src/base/index.ts';
import { describePictures, picturesIn } from '../../src/dataset/index.ts';
import { addTo, folderWith, pictures } from './support.ts';

const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
const all = async (folder: string) => {
  const { train, test } = await picturesIn(folder, 2);
  return names([...train, ...test]).sort();
};

async function refusal(folder: string): Promise<string> {
  try {
    await picturesIn(folder, 2);
  } catch (error) {
    if (error instanceof UserError)
      return `${error.code}: ${error.message.replaceAll(`${folder}/`, '').replaceAll(folder, 'SET')}`;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('what is followed', () => {
  it('a linked class, a linked image, and folders within a class', async () => {
    const elsewhere = folderWith({ ...pictures(['dogs', 6]), 'one.png': 'x' });
    const folder = folderWith({ ...pictures(['cat', 6]), 'cat/deep/er/7.PNG': 'y' });
    symlinkSync(path.join(elsewhere, 'dogs'), path.join(folder, 'dog'));
    symlinkSync(path.join(elsewhere, 'one.png'), path.join(folder, 'cat/linked.jpeg'));
    const found = await picturesIn(folder, 2);
    expect(found.classes).toEqual(['cat', 'dog']);
    expect(await all(folder)).toEqual(
      [
        ...Object.keys(pictures(['cat', 6], ['dog', 6])),
        'cat/deep/er/7.PNG',
        'cat/linked.jpeg',
      ].sort(),
    );
    expect(found.leftOut).toEqual([]);
  });

  it('linked parts', async () => {
    const elsewhere = folderWith(pictures(['a', 2], ['b', 2]));
    const folder = folderWith(pictures(['test/a', 1], ['test/b', 1]));
    symlinkSync(elsewhere, path.join(folder, 'train'));
    const { classes, train } = await picturesIn(folder, 2);
    expect([classes, train.length]).toEqual([['a', 'b'], 4]);
  });

  it('no circle: the link is passed over, and said', async () => {
    const folder = folderWith(pictures(['cat', 5], ['dog', 5]));
    symlinkSync('..', path.join(folder, 'cat/up'));
    symlinkSync('.', path.join(folder, 'dog/self'));
    expect(await all(folder)).toEqual(Object.keys(pictures(['cat', 5], ['dog', 5])));
    expect(describePictures(await picturesIn(folder, 2))[1]).toBe(
      'left out: cat: up (a link that leads back to a folder above it); ' +
        'dog: self (a link that leads back to a folder above it)',
    );
  });
});

describe('what is no class', () => {
  it('hidden folders, and what systems and tools leave behind', async () => {
    const folder = folderWith({
      ...pictures(['cat', 5], ['dog', 5], ['__MACOSX/cat', 2], ['.ipynb_checkpoints', 1]),
      ...pictures(['@eaDir/x', 1], ['cat/@eaDir', 1]),
      'cat/Thumbs.db': '',
      'cat/._1.png': '',
      'cat/notes.txt': '',
      'cat/a.webp': '',
      'cat/b.webp': '',
      'README.md': '',
      'stray.png': '',
    });
    const found = await picturesIn(folder, 2);
    expect(found.classes).toEqual(['cat', 'dog']);
    expect(found.train.length + found.test.length).toBe(10);
    const said = describePictures(found);
    expect(said[0]).toMatch(/^2 classes \(training \+ test images\): cat \d \+ \d, dog \d \+ \d$/);
    for (const what of [
      '__MACOSX (left by a system or a tool)',
      '@eaDir (left by a system or a tool)',
      'Thumbs.db (left by a system or a tool)',
      'cat: ',
      '2 .webp',
      '1 .txt',
      '.png outside the class folders',
      '.md outside the class folders',
      'hidden',
    ])
      expect(said[1]).toContain(what);
  });

  it('a folder beside train and test', async () => {
    const folder = folderWith(pictures(['train/a', 1], ['test/a', 1], ['val/a', 1]));
    const found = await picturesIn(folder, 2);
    expect([found.train.length, found.test.length]).toEqual([1, 1]);
    expect(describePictures(found)[1]).toBe('left out: val (beside train and test)');
  });

  it('train and val alone are parts, not classes; a class may be called train', async () => {
    expect(await refusal(folderWith(pictures(['train/a', 5], ['val/a', 5])))).toMatch(
      /^data.missing: train looks like a part of a set.* Expected train\/CLASS.*found train, val/,
    );
    const { classes } = await picturesIn(folderWith(pictures(['bus', 5], ['train', 5])), 2);
    expect(classes).toEqual(['bus', 'train']);
  });
});

describe('what is refused, with its name', () => {
  it.each([
    [
      'only .jfif and .webp',
      { ...pictures(['dog', 5]), 'cat/a.jfif': '', 'cat/b.JFIF': '', 'cat/c.webp': '' },
      /^data.class: SET: expected PNG or JPEG images in every class, found none in cat \(passed over: 2 \.jfif, 1 \.webp\)/,
    ],
    [
      'an empty folder',
      { ...pictures(['dog', 5]), 'zebra/': '' },
      /^data.class: .*found none in zebra \(an empty folder\)/,
    ],
    [
      'a class whose test images have another format',
      { ...pictures(['train/a', 2], ['train/b', 2], ['test/a', 2]), 'test/b/1.bmp': '' },
      /^data.class: .*found none in test\/b \(passed over: 1 \.bmp\)/,
    ],
    [
      'a folder with the name of an image',
      { ...pictures(['cat', 5]), 'cat/sub.png/1.png': '' },
      /^data.unreadable: cat\/sub.png: expected an image, found what is a folder/,
    ],
    [
      'a class that differs in its case',
      pictures(['train/Cat', 2], ['test/cat', 2]),
      /^data.label: test\/cat: .*found cat, which differs from Cat in its case only/,
    ],
  ])('%s', async (_what, files, said) => {
    expect(await refusal(folderWith(files as Record<string, string>))).toMatch(said);
  });

  it.each(['cat/zz.png', 'cat/zz', 'dog'])('a broken link %s', async link => {
    const folder = folderWith(pictures(['cat', 5]));
    symlinkSync('/nowhere/x', path.join(folder, link));
    expect(await refusal(folder)).toMatch(
      new RegExp(`^data.unreadable: ${link}: .* a link to /nowhere/x, which is not there`),
    );
  });

  it('a pipe, a device', async () => {
    const folder = folderWith(pictures(['cat', 5]));
    execFileSync('mkfifo', [path.join(folder, 'cat/pipe.png')]);
    expect(await refusal(folder)).toMatch(/^data.unreadable: cat\/pipe.png: .* no regular file/);
    rmSync(path.join(folder, 'cat/pipe.png'));
    symlinkSync('/dev/zero', path.join(folder, 'cat/zero.png'));
    expect(await refusal(folder)).toMatch(/^data.unreadable: cat\/zero.png: .* no regular file/);
  });

  it.skipIf(process.getuid?.() === 0)('a folder that may not be read', async () => {
    const folder = folderWith(pictures(['cat', 5]));
    chmodSync(path.join(folder, 'cat'), 0);
    expect(await refusal(folder)).toMatch(/^data.unreadable: cat: .*you may not read it/);
    chmodSync(path.join(folder, 'cat'), 0o755);
  });
});

describe('Unicode', () => {
  const composed = 'caf\u00e9';
  const decomposed = 'cafe\u0301';

  it('a name is the same in either form', async () => {
    const folder = folderWith(
      pictures([`train/${composed}`, 2], ['train/dog', 1], [`test/${decomposed}`, 1]),
    );
    const found = await picturesIn(folder, 2);
    expect(found.classes).toEqual([composed, 'dog']);
    expect(found.test.map(p => p.label)).toEqual([0]);
  });

  it('two folders that only differ so are told', async () => {
    const folder = folderWith(pictures([composed, 5], [decomposed, 5]));
    expect(await refusal(folder)).toMatch(/^data.class: .*differ in their Unicode form only/);
  });

  it('a set copied to a system with the other form has the same split', async () => {
    const file = (name: string, i: number) => [`${name}/${name} ${i}.png`, ''] as const;
    const ten = (name: string) => Object.fromEntries([...Array(10).keys()].map(i => file(name, i)));
    const [one, two] = [folderWith(ten(composed)), folderWith(ten(decomposed))];
    expect(names((await picturesIn(two, 2)).test)).toEqual(names((await picturesIn(one, 2)).test));
  });
});

describe('the fifth that tests', () => {
  it('is about a fifth', async () => {
    const { test } = await picturesIn(folderWith(pictures(['a', 1000], ['b', 1000])), 2);
    // Five standard deviations of a binomial distribution.
    expect(Math.abs(test.length - 400)).toBeLessThan(5 * Math.sqrt(2000 * 0.2 * 0.8));
  });

  it('no image changes sides when others come, go or are renamed', async () => {
    const random = Random.of('sides');
    const folder = folderWith(pictures(['a', 60], ['b', 60]));
    const sides = async () => {
      const { train, test } = await picturesIn(folder, 2);
      return new Map([
        ...train.map(({ name }) => [name, 'train'] as const),
        ...test.map(({ name }) => [name, 'test'] as const),
      ]);
    };
    let before = await sides();
    for (let round = 0; round < 20; round++) {
      for (let i = 0; i < 4; i++) {
        const list = [...before.keys()];
        const name = list[random.below(list.length)] as string;
        const file = path.join(folder, name);
        const kind = random.below(3);
        if (kind === 0) rmSync(file, { force: true });
        else addTo(folder, { [`${name.slice(0, 1)}/new ${round} ${i}.png`]: '' });
        if (kind === 2) rmSync(file, { force: true });
      }
      const now = await sides();
      for (const [name, side] of now) if (before.has(name)) expect(side).toBe(before.get(name));
      before = now;
    }
  });

  it('leaves a small class something to train and, from five images, to test with', async () => {
    for (const count of [1, 2, 3, 4, 5, 6, 7])
      for (let i = 0; i < 20; i++) {
        const name = `class ${i}`;
        const { train, test } = await picturesIn(folderWith(pictures([name, count])), 2);
        expect(train.length).toBeGreaterThan(0);
        if (count >= 5) expect(test.length).toBeGreaterThan(0);
      }
  });
});

describe('runs of before', () => {
  it('keep their list: no links, nothing deeper, and the fifth by position', async () => {
    const folder = folderWith({ ...pictures(['cat', 10], ['zebra', 0]), 'cat/deep/1.png': '' });
    mkdirSync(path.join(folder, 'zebra'));
    symlinkSync(path.join(folder, 'cat'), path.join(folder, 'dog'));
    const { classes, train, test } = await picturesIn(folder, 1);
    expect(classes).toEqual(['cat', 'zebra']);
    const order = Random.of('test images', 'cat').permutation(10);
    const tested = [...order.subarray(0, 2)].sort().map(i => `cat/${i}.png`);
    expect([names(test), train.length]).toEqual([tested, 8]);
  });
});
