import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const sources = fs
  .readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => `src/${name.replaceAll('\\', '/')}`)
  .map(name => ({ name, text: fs.readFileSync(path.join(root, name), 'utf8') }));

const opening =
  /\b(openSync|createWriteStream|writeFileSync|appendFileSync|copyFileSync|readFileSync|createReadStream)\(|(?<![.\w#])(open|writeFile|appendFile|copyFile|readFile)\(/g;

/** Who may open a file without src/system, and why no stranger decides what is opened there. */
const allowed: Readonly<Record<string, string>> = {
  'src/system/': 'they are the functions that all others use',
  'src/store/tables/openTable.ts': 'opens a growing table with the flags of openPlain',
  'src/store/watchRun.ts': 'looks at three files with the flags of openPlain, four times a second',
  'src/runs/memoryKills.ts': 'files of /proc and /sys',
  'src/engine/native/hardware.ts': 'files of /proc',
  'src/engine/native/loadFailure.ts': 'files of /proc',
  'src/engine/native/installed.ts': 'the installed engine, in the cache of this user',
  'src/engine/native/renew.ts': 'the installed engine, in the cache of this user',
  'src/engine/native/install/':
    'a new folder in the cache of this user, and files that it shipped with',
  'src/archives/':
    'archives that the engine fetched, or that this user named, and new files of theirs',
  'src/engine/compile/savedModel/session.ts': 'a new temporary folder with a random name',
  'src/engine/data/': 'data sets, whose folder the user names; links in them are followed',
  'src/dataset/': 'data sets, whose folder the user names; links in them are followed',
  'src/host/terminals.ts': "the extension's own storage",
  'src/host/commands/reportProblem.ts':
    "the extension's own files, and the newest log that the user asks to report",
  'src/host/commands/newNotebook.ts': 'samples that the extension brings',
};

it('no file is opened but by src/system, or where it is said why', () => {
  const found = sources
    .filter(({ name }) => !Object.keys(allowed).some(prefix => name.startsWith(prefix)))
    .flatMap(({ name, text }) =>
      [...text.matchAll(opening)]
        // A method or a function that is declared with that name opens nothing.
        .filter(({ index }) => !/function\s+$|async\s+$|\*\s+$/.test(text.slice(0, index)))
        .map(({ 0: call, index }) => `${name}:${text.slice(0, index).split('\n').length} ${call}`),
    );
  expect(found).toEqual([]);
});

it('each reason is still needed', () => {
  const needed = Object.keys(allowed).filter(prefix =>
    sources.some(({ name, text }) => name.startsWith(prefix) && text.match(opening) !== null),
  );
  expect(needed).toEqual(Object.keys(allowed));
});
