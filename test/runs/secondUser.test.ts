import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createRun, readRun } from '../../src/store/index.ts';
import { bundleProgram } from '../support/bundleProgram.ts';
import { someRequest, temporaryFolder } from '../support/runFolder.ts';

const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const hidingProc = [
  ...['unshare', '--mount', 'sh', '-c', 'mount -t proc -o hidepid=2 proc /proc; "$@"', 'sh'],
  ...nobody,
];
const canBe = (words: readonly string[]) =>
  process.platform === 'linux' &&
  spawnSync(words[0] ?? '', [...words.slice(1), 'true']).status === 0;
const canBeOthers = canBe(nobody) && canBe(hidingProc);
if (!canBeOthers) console.log('skipped: a second user reads a store (no rights to be one)');

/** Everything below a folder: what it is, and when it was last changed in any way. */
function snapshot(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return ['.', ...names].sort().map(name => {
    const { ino, mode, size, mtimeNs, ctimeNs } = fs.lstatSync(path.join(folder, name), {
      bigint: true,
    });
    return [name, ino, mode, size, mtimeNs, ctimeNs].join(' ');
  });
}

/** From now on the run gives signs of life, however long the rest takes. */
function giveSigns(folder: string): void {
  const file = path.join(folder, 'status.json');
  const status = JSON.parse(fs.readFileSync(file, 'utf8')) as { uptime: number };
  fs.writeFileSync(file, JSON.stringify({ ...status, uptime: status.uptime + 3600 }));
}

it.runIf(canBeOthers)(
  'a second user who reads a store writes nothing, though he might',
  async () => {
    const [writer, cli, reader] = await Promise.all([
      bundleProgram('test/support/writer.ts', 'secondWriter'),
      bundleProgram('src/cli/main.ts', 'secondCli'),
      bundleProgram('test/support/readStore.ts', 'secondReader'),
    ]);
    const home = temporaryFolder();
    const store = path.join(home, '.residual-lab');
    const start = async () => {
      const folder = await createRun(store, someRequest());
      const child = spawn(process.execPath, [writer, 'run', folder], { stdio: 'ignore' });
      while (readRun(folder).status === null) await new Promise(r => setTimeout(r, 20));
      return { folder, child };
    };
    const [live, dead] = [await start(), await start()];
    try {
      dead.child.kill('SIGKILL');
      await once(dead.child, 'exit');
      // As a killed run may leave a table: with half a message at its end.
      fs.appendFileSync(path.join(dead.folder, 'clock.arrows'), Buffer.alloc(100, 1));
      fs.copyFileSync(
        path.join(dead.folder, 'clock.arrows'),
        path.join(dead.folder, 'metrics.arrows'),
      );
      execFileSync('chmod', ['-R', 'a+rwX', home]);
      // It lives, and does not change its folder itself while others look.
      live.child.kill('SIGSTOP');
      const { pid } = live.child;
      while (!/\) T /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')))
        await new Promise(r => setTimeout(r, 20));
      giveSigns(live.folder);
      const before = snapshot(home);
      const commands = [
        [cli, 'runs'],
        [cli, 'runs', store],
        [cli, 'runs', '--json', store],
        [cli, 'queue', 'list', '--runs', store],
        [cli, 'export', live.folder, '--table', 'metrics'],
        [cli, 'export', dead.folder],
        [cli, 'export', dead.folder, '--format', 'json'],
        [reader, store],
      ];
      for (const who of [nobody, hidingProc])
        for (const command of who === nobody ? commands : commands.slice(-2)) {
          const [program = '', ...args] = [...who, process.execPath, ...command];
          const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: home });
          expect(snapshot(home), command.join(' ')).toEqual(before);
          if (command[0] === reader)
            expect(JSON.parse(stdout), stderr).toEqual([
              ['alive', who === nobody],
              ['dead', true],
            ]);
          if (command.includes('csv') || command.at(-1) === dead.folder)
            expect(stdout).toMatch(/^step,time\n1,/);
        }
    } finally {
      live.child.kill('SIGKILL');
    }
  },
);
