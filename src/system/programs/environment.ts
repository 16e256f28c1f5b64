import path from 'node:path';
import { distrustedFolders, isInside, realPath } from './distrust.ts';
import { isPathVariable, searchPath } from './findProgram.ts';

/**
 * What an editor sets for its own processes, and what makes a program load code or settings of
 * somebody else before it does anything: hooks of Node, modules of Python, settings of git and of
 * shells that wrappers are written in.
 */
const dropped =
  /^(?:NODE_(?:OPTIONS|PATH|REPL_\w+)|VSCODE_.*|ELECTRON_.*|GIT_.*|(?:SSH|SUDO)_ASKPASS|PYTHON.*|PYENV_DIR|BASH_ENV|BASH_FUNC_.*|ENV|SHELLOPTS|PS4|OLDPWD)$/i;

/** Of pip's settings: where packages come from and how to get there. Their hashes are checked. */
const keptOfPip =
  /^PIP_(?:INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|TRUSTED_HOST|PROXY|CERT|CLIENT_CERT|CONFIG_FILE|(?:DEFAULT_)?TIMEOUT|RETRIES|KEYRING_PROVIDER|NO_INPUT)$/i;

/** Folders and files that a program would look for in its current folder where they are relative. */
const mustBeAbsolute = /^(?:XDG_\w+_HOME|PIP_CONFIG_FILE|TMPDIR|TEMP|TMP)$/i;

/** Our own: a user may give them relative to the current folder, which a program of ours is not in. */
const ours = /^RESIDUAL_LAB_(?:CACHE|DATA|ENGINE|TFJS_NODE)$/i;

/**
 * The environment for a program: the PATH without what is in the current folder or distrusted, and
 * no variable that would make the program run anything else than what it is.
 */
export function cleanEnvironment(environment: NodeJS.ProcessEnv, cwd?: string): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).flatMap(([name, value = '']): [string, string][] => {
    if (dropped.test(name) || isPathVariable(name) || name === 'PWD') return [];
    if (/^PIP_/i.test(name) && !keptOfPip.test(name)) return [];
    if (mustBeAbsolute.test(name) && !isElsewhere(name, value)) return [];
    return [[name, ours.test(name) && value !== '' ? absolute(value) : value]];
  });
  return {
    ...Object.fromEntries(kept),
    PATH: searchPath(environment).join(path.delimiter),
    ...(cwd === undefined ? {} : { PWD: cwd }),
    // Python does not look for modules in the current folder, Windows not for programs.
    PYTHONSAFEPATH: '1',
    ...(process.platform === 'win32' ? { NoDefaultCurrentDirectoryInExePath: '1' } : {}),
  };
}

/** The clean environment with more added, as the system compares names. */
export function programEnvironment(
  inherited: NodeJS.ProcessEnv,
  cwd: string,
  added: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  const folded = (name: string) => (process.platform === 'win32' ? name.toUpperCase() : name);
  const replaced = new Set(Object.keys(added).map(folded));
  const kept = Object.entries(cleanEnvironment(inherited, cwd));
  return { ...Object.fromEntries(kept.filter(([name]) => !replaced.has(folded(name)))), ...added };
}

/** A settings file must also lie outside what is distrusted. */
function isElsewhere(name: string, value: string): boolean {
  if (!path.isAbsolute(value)) return false;
  if (!/^PIP_/i.test(name)) return true;
  const real = realPath(value);
  return !distrustedFolders().some(root => isInside(real, root));
}

/** The current folder may be gone. */
function absolute(file: string): string {
  try {
    return path.resolve(file);
  } catch {
    return file;
  }
}
