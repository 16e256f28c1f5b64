import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatFileSize, UserError } from '../../../base/index.ts';
import { findProgram, runTool, runToolSync } from '../../../system/index.ts';
import type { Wheel } from '../pins.ts';
import type { Progress } from './progress.ts';
import { workFolder } from './staging.ts';

/** A gigabyte on a slow line takes hours; pip itself gives up where nothing comes. */
const longest = 12 * 3_600_000;

type Command = readonly [program: string, ...args: string[]];

/** Ways to call pip. Any version of Python will do: the wheel is only unpacked, never installed. */
function pipCommands(): readonly Command[] {
  const own = process.env['RESIDUAL_LAB_PYTHON'];
  return [
    ...(own ? [[own, '-m', 'pip'] as const] : []),
    ['python3', '-m', 'pip'],
    ['python', '-m', 'pip'],
    ['pip3'],
    ['pip'],
  ];
}

/**
 * The first pip that answers.
 *
 * @throws UserError `engine.pip` where RESIDUAL_LAB_PYTHON names no program.
 */
export function findPip(): Command | null {
  const own = process.env['RESIDUAL_LAB_PYTHON'];
  if (own && findProgram(own) === null)
    throw new UserError(
      'engine.pip',
      `RESIDUAL_LAB_PYTHON is '${own}', which is no program: give the absolute path of a Python, or its name on the PATH (nothing is taken from the current folder).`,
    );
  const answers = ([program, ...args]: Command) =>
    runToolSync(program, [...args, '--version'], { timeLimitMs: 60_000 }).ok;
  return pipCommands().find(answers) ?? null;
}

/** The platform tags in a wheel's name, which pip must be told to fetch for another Python. */
function platformTags(file: string): readonly string[] {
  return (
    file
      .replace(/\.whl$/, '')
      .split('-')
      .at(-1) ?? ''
  ).split('.');
}

/** What pip is asked for: exactly this file, whatever the Python and system it runs on. */
export function pipArguments(wheel: Wheel, destination: string): readonly string[] {
  const platforms = platformTags(wheel.file).flatMap(tag => ['--platform', tag]);
  return [
    ...['download', '--no-deps', '--only-binary=:all:', '--python-version', '3.12'],
    ...['--implementation', wheel.implementation, ...platforms, '--dest', destination],
  ];
}

/** The commands to type on a machine with a network for `--from FOLDER`. */
export function offlineCommands(wheels: readonly Wheel[]): string {
  return wheels
    .map(w => `  python3 -m pip ${pipArguments(w, 'FOLDER').join(' ')} ${w.requirement}`)
    .join('\n');
}

/**
 * Fetches one wheel into `folder` through pip, which checks the hash; the file appears there under
 * its name only when it is whole.
 *
 * @throws UserError `engine.pip` without pip, `engine.checksum`, `engine.network` or `engine.download`.
 */
export async function fetchWheel(wheel: Wheel, folder: string, progress: Progress): Promise<void> {
  const pip = findPip();
  if (!pip) throw missingPip(wheel);
  const work = join(folder, workFolder('fetch'));
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  try {
    const list = join(work, 'requirements.txt');
    await writeFile(list, `${wheel.requirement} --hash=sha256:${wheel.sha256}\n`);
    const [program, ...args] = pip;
    const all = [...args, '--disable-pip-version-check', ...pipArguments(wheel, join(work, 'out'))];
    all.push('--no-cache-dir', '--progress-bar', 'off', '--require-hashes', '-r', list);
    await watchPip(program, all, work, wheel, progress);
    await rename(join(work, 'out', wheel.file), join(folder, wheel.file));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function watchPip(
  program: string,
  args: readonly string[],
  work: string,
  wheel: Wheel,
  progress: Progress,
): Promise<void> {
  const started = performance.now();
  // pip downloads into TMPDIR: beside the destination there is room, and what has come is visible.
  const env = { TMPDIR: work, TEMP: work, TMP: work };
  const timer = setInterval(() => {
    void largestFile(work).then(bytes => {
      const rate = (1000 * bytes) / Math.max(1, performance.now() - started);
      const of = `${formatFileSize(bytes)} of ${formatFileSize(wheel.bytes)}`;
      progress.now(`  ${wheel.requirement}: ${of}, ${formatFileSize(rate)}/s`);
    });
  }, 500);
  try {
    const { ok, failure, stderr } = await runTool(program, args, { env, timeLimitMs: longest });
    if (!ok)
      throw explainPip(failure === null ? stderr.slice(-8000) : `${stderr}\n${failure}`, wheel);
  } finally {
    clearInterval(timer);
  }
}

async function largestFile(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = names.map(name =>
    stat(join(folder, name)).then(
      s => (s.isFile() ? s.size : 0),
      () => 0,
    ),
  );
  return Math.max(0, ...(await Promise.all(sizes)));
}

function missingPip(wheel: Wheel): UserError {
  return new UserError(
    'engine.pip',
    `TensorFlow is fetched with pip, and none was found (looked for python3 -m pip, python -m pip, pip3, pip).
Install one (Debian, Ubuntu: apt install python3-pip; Fedora: dnf install python3-pip; elsewhere: python.org),
or name a Python that has it in RESIDUAL_LAB_PYTHON. Or fetch the wheel elsewhere:
${offlineCommands([wheel])}
and run: reslab engine install --from FOLDER`,
  );
}

/** What pip's error output means, with what to do about it. */
export function explainPip(errors: string, wheel: Wheel): UserError {
  const last = errors.trim().split('\n').slice(-3).join('\n');
  if (/do not match the hashes/i.test(errors))
    return new UserError(
      'engine.checksum',
      `${wheel.file} from the package index is not the file that was tested (its SHA-256 differs); nothing was installed.
Ask who runs the package index, or try again later.\n${last}`,
    );
  if (/No space left|Errno 28/i.test(errors))
    return new UserError('engine.disk', `The disk is full while fetching ${wheel.file}.\n${last}`);
  if (/from versions: none/i.test(errors))
    return new UserError(
      'engine.network',
      `The package index offers no ${wheel.file}, or pip could not reach it (is there a network, a proxy?).
Fetch the file elsewhere:
${offlineCommands([wheel])}
and run: reslab engine install --from FOLDER\n${last}`,
    );
  if (
    /NewConnectionError|ConnectTimeout|Max retries|Name or service|ProxyError|SSLError|timed out|Could not fetch|getaddrinfo|Connection (refused|reset|broken)/i.test(
      errors,
    )
  )
    return new UserError(
      'engine.network',
      `pip could not reach the package index for ${wheel.requirement}. What is complete is kept: run the command again to go on.
Without a network, fetch the file elsewhere:
${offlineCommands([wheel])}
and run: reslab engine install --from FOLDER\n${last}`,
    );
  return new UserError(
    'engine.download',
    `pip could not fetch ${wheel.requirement} (${wheel.file}).\n${last}`,
  );
}
