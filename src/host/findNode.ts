import { UserError } from '../base/index.ts';
import { findProgram, runTool } from '../system/index.ts';

export interface NodeProgram {
  readonly path: string;
  /** `v20.20.2`. */
  readonly version: string;
}

/**
 * A Node.js to run the engine with: the one that is set, else this process where it is Node itself
 * (on the desktop it is Electron, which does not load the TensorFlow binding), else `node` on the path.
 *
 * @throws UserError `run.noNode`
 */
export async function findNode(configured: string | null): Promise<NodeProgram> {
  const own = process.versions['electron'] === undefined ? [process.execPath] : [];
  const candidates = configured === null ? [...own, 'node'] : [configured];
  const reasons: string[] = [];
  for (const name of candidates) {
    const path = findProgram(name);
    const version = path === null ? '' : await versionOf(path);
    if (path !== null && isNewEnough(version)) return { path, version };
    reasons.push(version === '' ? `'${name}' does not start` : `'${name}' is ${version}`);
  }
  throw new UserError(
    'run.noNode',
    `Training needs Node.js 20.19 or newer, and ${reasons.join('; ')}. Install it (nodejs.org), or set its path in the setting residualLab.nodePath.`,
  );
}

/** At least 20.19. */
export function isNewEnough(version: string): boolean {
  const found = /^v(\d+)\.(\d+)\./.exec(version);
  if (found === null) return false;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  return major > 20 || (major === 20 && minor >= 19);
}

/** Empty where it does not start. */
async function versionOf(node: string): Promise<string> {
  const { ok, stdout } = await runTool(node, ['--version'], { timeLimitMs: 10_000 });
  return ok ? stdout.trim() : '';
}
