import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeOrigin } from '../../src/runs/index.ts';

let box: string;
let marker: string;

beforeEach(() => {
  box = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'origin-')));
  marker = path.join(box, 'executed');
});
afterEach(() => fs.rmSync(box, { recursive: true, force: true }));

/** Writes a notebook into a repository of this name and commits it. */
function repository(name = 'repository', ...init: string[]): { folder: string; notebook: string } {
  const folder = path.join(box, name);
  fs.mkdirSync(folder);
  const notebook = path.join(folder, 'a.resnet.yaml');
  fs.writeFileSync(notebook, 'note: a\n');
  git(folder, 'init', '-q', ...init);
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'one');
  return { folder, notebook };
}

function git(folder: string, ...args: string[]): string {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'commit.gpgSign=false'];
  return execFileSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' }).trim();
}

describe('the origin of a notebook', () => {
  it('is nothing outside a repository, and before the first commit', async () => {
    const notebook = path.join(box, 'a.resnet.yaml');
    fs.writeFileSync(notebook, 'note: a\n');
    expect(await describeOrigin(notebook)).toBeNull();
    git(box, 'init', '-q');
    expect(await describeOrigin(notebook)).toBeNull();
  });

  it.each([['sha1'], ['sha256']])(
    'is clean where its bytes are those of the commit (%s)',
    async format => {
      const { folder, notebook } = repository('repository', `--object-format=${format}`);
      const commit = git(folder, 'rev-parse', 'HEAD');
      expect(await describeOrigin(notebook)).toEqual({ commit, dirty: false });
      fs.writeFileSync(notebook, 'note: b\n');
      expect(await describeOrigin(notebook)).toEqual({ commit, dirty: true });
      git(folder, 'add', '.');
      expect(await describeOrigin(notebook)).toEqual({ commit, dirty: true });
      git(folder, 'commit', '-q', '-m', 'two');
      expect(await describeOrigin(notebook)).toMatchObject({ dirty: false });
    },
  );

  it('is another where the commit has no such file', async () => {
    const { folder } = repository();
    const other = path.join(folder, 'b.resnet.yaml');
    fs.writeFileSync(other, 'note: a\n');
    expect(await describeOrigin(other)).toMatchObject({ dirty: true });
  });

  it('does not count line ends, which a checkout may convert', async () => {
    const { notebook } = repository();
    fs.writeFileSync(notebook, 'note: a\r\n');
    expect(await describeOrigin(notebook)).toMatchObject({ dirty: false });
  });

  it
    .skipIf(process.platform === 'win32')
    .each([
      'ä ö.resnet.yaml',
      ':(top)a.resnet.yaml',
      '*.resnet.yaml',
      '-n.resnet.yaml',
      'tab\there.resnet.yaml',
      '"quoted".resnet.yaml',
      ' blank .resnet.yaml',
    ])('is found for a file named %j', async name => {
    const { folder } = repository();
    fs.mkdirSync(path.join(folder, 'deep er'));
    const notebook = path.join(folder, 'deep er', name);
    fs.writeFileSync(notebook, 'note: odd\n');
    expect(await describeOrigin(notebook)).toMatchObject({ dirty: true });
    git(folder, 'add', '.');
    git(folder, 'commit', '-q', '-m', 'two');
    expect(await describeOrigin(notebook)).toMatchObject({ dirty: false });
  });

  it.skipIf(process.platform === 'win32')('is that of the file behind a link', async () => {
    const { folder, notebook } = repository();
    const link = path.join(box, 'link.resnet.yaml');
    fs.symlinkSync(notebook, link);
    const commit = git(folder, 'rev-parse', 'HEAD');
    expect(await describeOrigin(link)).toEqual({ commit, dirty: false });
  });

  it('is that of a further work tree and of a submodule', async () => {
    const { folder } = repository();
    git(folder, 'worktree', 'add', '-q', path.join(box, 'tree'));
    const commit = git(folder, 'rev-parse', 'HEAD');
    const inTree = path.join(box, 'tree', 'a.resnet.yaml');
    expect(await describeOrigin(inTree)).toEqual({ commit, dirty: false });

    const outer = repository('outer');
    git(
      outer.folder,
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      folder,
      'sub',
    );
    const inSub = path.join(outer.folder, 'sub', 'a.resnet.yaml');
    expect(await describeOrigin(inSub)).toEqual({ commit, dirty: false });
  });

  it('is not taken from what replaces a commit', async () => {
    const { folder, notebook } = repository();
    const commit = git(folder, 'rev-parse', 'HEAD');
    fs.writeFileSync(notebook, 'note: replaced\n');
    git(folder, 'commit', '-q', '-a', '-m', 'two');
    git(folder, 'replace', commit, 'HEAD');
    git(folder, 'reset', '-q', '--hard', commit);
    fs.writeFileSync(notebook, 'note: a\n');
    expect(await describeOrigin(notebook)).toEqual({ commit, dirty: false });
  });

  it('ignores what the environment says of another repository', async () => {
    const { folder, notebook } = repository();
    const other = repository('other');
    git(other.folder, 'commit', '-q', '--allow-empty', '-m', 'two');
    process.env['GIT_DIR'] = path.join(other.folder, '.git');
    try {
      const found = await describeOrigin(notebook);
      delete process.env['GIT_DIR'];
      expect(found?.commit).toBe(git(folder, 'rev-parse', 'HEAD'));
    } finally {
      delete process.env['GIT_DIR'];
    }
  });
});

describe.skipIf(process.platform === 'win32')('a repository that configures programs', () => {
  it('runs none of them, while git itself would', async () => {
    const { folder, notebook } = repository();
    configureAll(folder);
    fs.writeFileSync(notebook, 'note: changed\n');
    expect(await describeOrigin(notebook)).toMatchObject({ dirty: true });
    expect(fs.existsSync(marker)).toBe(false);
    // The trap works: this is what must not be asked.
    execFileSync('git', ['status', '--porcelain'], { cwd: folder, stdio: 'ignore' });
    expect(fs.existsSync(marker)).toBe(true);
  });

  it.each([
    ['ssh', { 'remote.origin.url': 'ssh://host/x', 'protocol.ssh.allow': 'always' }],
    ['ext', { 'remote.origin.url': 'ext::TRAP', 'protocol.ext.allow': 'always' }],
    ['none', { 'remote.origin.url': 'none::x', 'protocol.none.allow': 'always' }],
    ['file', { 'remote.origin.url': 'file://here/x', 'remote.origin.uploadpack': 'TRAP' }],
    ['git', { 'remote.origin.url': 'git://host/x', 'core.gitProxy': 'TRAP' }],
    ['helper', { 'remote.origin.url': 'x', 'remote.origin.vcs': 'trap' }],
  ])('does not fetch what is missing over %s', async (_, remote) => {
    const { folder, notebook } = repository();
    configureAll(folder);
    const all = {
      'extensions.partialClone': 'origin',
      'remote.origin.promisor': 'true',
      ...remote,
    };
    git(folder, 'config', 'core.repositoryFormatVersion', '1');
    for (const [key, value] of Object.entries(all))
      git(folder, 'config', key, value.replace('TRAP', `sh ${trap()}`));
    const tree = git(folder, 'rev-parse', 'HEAD^{tree}');
    const object = path.join(folder, '.git', 'objects', tree.slice(0, 2), tree.slice(2));
    fs.rmSync(object, { force: true });
    const origin = await describeOrigin(notebook);
    expect(origin).toMatchObject({ dirty: true });
    expect(fs.existsSync(marker)).toBe(false);
  });

  it('is no repository where it is bare and lies around the notebook', async () => {
    const { folder } = repository();
    const bare = path.join(box, 'clone', 'bare');
    fs.mkdirSync(path.dirname(bare));
    git(box, 'clone', '-q', '--bare', folder, bare);
    configureAll(bare);
    git(bare, 'config', 'core.bare', 'false');
    git(bare, 'config', 'core.worktree', bare);
    const notebook = path.join(bare, 'a.resnet.yaml');
    fs.writeFileSync(notebook, 'note: a\n');
    expect(await describeOrigin(notebook)).toBeNull();
    expect(fs.existsSync(marker)).toBe(false);
  });

  it('does not bring the git that runs', async () => {
    const { folder, notebook } = repository();
    fs.copyFileSync(trap(), path.join(folder, 'git'));
    fs.chmodSync(path.join(folder, 'git'), 0o755);
    const { PATH } = process.env;
    process.env['PATH'] = ['.', '', folder, PATH].join(path.delimiter);
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
    try {
      expect(await describeOrigin(notebook)).toMatchObject({ dirty: false });
    } finally {
      process.env['PATH'] = PATH;
      cwd.mockRestore();
    }
    expect(fs.existsSync(marker)).toBe(false);
  });
});

/** A script that leaves a mark. */
function trap(): string {
  const file = path.join(box, 'trap.sh');
  fs.writeFileSync(file, `#!/bin/sh\ntouch '${marker}'\ncat 2>/dev/null\n`, { mode: 0o755 });
  return file;
}

/** Every key of a repository's configuration that is known to run a program, and all hooks. */
function configureAll(folder: string): void {
  const run = `sh ${trap()}`;
  const hooks = path.join(box, 'hooks');
  fs.mkdirSync(hooks, { recursive: true });
  for (const hook of [
    'post-index-change',
    'reference-transaction',
    'fsmonitor-watchman',
    'post-checkout',
  ])
    fs.copyFileSync(trap(), path.join(hooks, hook));
  const keys = {
    'core.fsmonitor': trap(),
    'core.hooksPath': hooks,
    'core.pager': run,
    'core.editor': run,
    'core.sshCommand': run,
    'core.askPass': trap(),
    'core.alternateRefsCommand': run,
    'credential.helper': `!${run}`,
    'diff.external': run,
    'filter.trap.clean': run,
    'filter.trap.smudge': run,
    'filter.trap.process': run,
    'filter.trap.required': 'true',
    'diff.trap.textconv': run,
    'diff.trap.command': run,
    'merge.trap.driver': run,
    'pager.rev-parse': run,
    'pager.ls-tree': run,
    'pager.status': run,
    'alias.rev-parse': `!${run}`,
    'alias.ls-tree': `!${run}`,
    'gpg.program': run,
    'gpg.ssh.program': run,
    'interactive.diffFilter': run,
    'sequence.editor': run,
    'uploadpack.packObjectsHook': run,
    'include.path': path.join(box, 'included'),
  };
  fs.writeFileSync(path.join(box, 'included'), `[core]\n\tfsmonitor = ${trap()}\n`);
  fs.writeFileSync(
    path.join(folder, '.gitattributes'),
    '* filter=trap diff=trap merge=trap ident\n',
  );
  for (const [key, value] of Object.entries(keys)) git(folder, 'config', key, value);
  fs.rmSync(marker, { force: true });
}
