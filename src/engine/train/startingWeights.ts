import { stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { parseJson, UserError } from '../../base/index.ts';
import { storedNetwork, type PaddingValue } from '../../language/index.ts';
import { planParameters, type NetworkPlan } from '../../network/index.ts';
import type { RunParent } from '../../record/index.ts';
import { checkpointName, lastIntactCheckpoint, stepsIn } from '../../store/index.ts';
import { isSlot } from './optimizer.ts';
import { readTensorFile } from '../../store/index.ts';
import type { HostState } from './state.ts';

/**
 * The file that `from:` means: a safetensors file, a run folder, or the id of a run in `runs` (of
 * a run the newest checkpoint). A path is taken relative to `base`. UserError if there is none.
 */
export async function findWeights(
  from: string,
  { runs, base }: { readonly runs: string; readonly base: string },
): Promise<string> {
  const path = isAbsolute(from) ? from : resolve(base, from);
  const kind = await kindOf(path);
  if (kind === 'file') return path;
  const candidates = [...(kind === 'folder' ? [path] : []), join(runs, from)];
  for (const folder of candidates) {
    const newest = stepsIn(join(folder, 'checkpoints')).at(-1);
    if (newest !== undefined) return join(folder, 'checkpoints', checkpointName(newest));
  }
  throw new UserError(
    'from.missing',
    `'from: ${from}' names no weights: there is no file ${path}, and no run with a checkpoint in ` +
      `${candidates.join(' or ')}. Give a run id, a run folder or a .safetensors file.`,
  );
}

/** The file of the weights of another run in `runs`; `step` null: its last intact ones. UserError if there is none. */
export function weightsOfRun({ run, step }: RunParent, runs: string): string {
  const folder = join(runs, run);
  if (step !== null) return join(folder, 'checkpoints', checkpointName(step));
  const last = lastIntactCheckpoint(folder);
  if (last !== undefined) return last.path;
  throw new UserError(
    'from.missing',
    `The run ${run}, whose weights this one starts from, has no checkpoint that can be read. Run that again first.`,
  );
}

/**
 * Weights and running statistics for `plan` out of a safetensors file. Optimiser slots in it are
 * left aside. A file without any running statistics gets those of a new network, and
 * `statistics` says so; `padding` is that of the network that a checkpoint of ours was trained with, null
 * for other files. UserError naming every tensor that is missing, unknown, of another shape, or
 * holds what is no number.
 */
export async function loadWeights(
  path: string,
  plan: NetworkPlan,
  initial: HostState,
): Promise<{
  readonly weights: HostState;
  readonly statistics: 'read' | 'initial';
  readonly padding: PaddingValue | null;
}> {
  const { tensors, metadata } = await readTensorFile(path, { follow: true });
  const parameters = planParameters(plan);
  const bare = !parameters.some(p => !p.trainable && p.name in tensors);
  const wanted = parameters.filter(p => p.trainable || !bare);
  const names = new Set(wanted.map(p => p.name));
  const problems = wanted.flatMap(p => {
    const found = tensors[p.name];
    if (!found) return [`${p.name} is missing`];
    if (found.dtype !== 'float32') return [`${p.name} is ${found.dtype}, not float32`];
    if (found.shape.join() === p.shape.join()) return [];
    return [`${p.name} is [${found.shape.join(', ')}], the network has [${p.shape.join(', ')}]`];
  });
  for (const name of Object.keys(tensors)) {
    if (!isSlot(name) && !names.has(name)) problems.push(`${name} is not in the network`);
  }
  if (problems.length > 0) {
    const shown = problems.slice(0, 8).join('; ');
    const more = problems.length > 8 ? `; and ${problems.length - 8} more` : '';
    throw new UserError(
      'from.mismatch',
      `${path} does not fit the network: ${shown}${more}. ` +
        'Use the network that the file was made with.',
    );
  }
  const broken = wanted.flatMap(p => {
    const values = tensors[p.name]?.values ?? [];
    const at = values.findIndex(v => !Number.isFinite(v));
    return at < 0 ? [] : [`${p.name} holds ${values[at]} at place ${at}`];
  });
  if (broken.length > 0) {
    const more = broken.length > 8 ? `; and ${broken.length - 8} more` : '';
    throw new UserError(
      'from.not-finite',
      `The weights in ${path} are not finite: ${broken.slice(0, 8).join('; ')}${more}. Nothing can be ` +
        'learned from them; use a file from before the training broke down.',
    );
  }
  const read = Object.fromEntries(
    Object.entries(tensors).filter(([name]) => names.has(name)),
  ) as HostState;
  return {
    weights: bare ? { ...initial, ...read } : read,
    statistics: bare && parameters.some(p => !p.trainable) ? 'initial' : 'read',
    padding: paddingOf(metadata['network']),
  };
}

/** Of a network in the metadata of a checkpoint. */
function paddingOf(network: string | undefined): PaddingValue | null {
  if (network === undefined) return null;
  try {
    const { padding } = storedNetwork(Object(parseJson(network)) as object);
    return padding === 'same' || padding === 'symmetric' ? padding : null;
  } catch {
    return null;
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'none'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'none';
  }
}
