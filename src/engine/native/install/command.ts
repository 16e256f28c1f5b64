import { parseArgs } from 'node:util';
import { UserError, printLine } from '../../../base/index.ts';
import { enginesFolder } from '../folders.ts';
import { engineInfo } from '../info.ts';
import { infoText } from '../infoText.ts';
import { installFolder, readInstallation, type Variant } from '../installed.ts';
import { probe } from '../probe.ts';
import { isOutdated, renewBinding } from '../renew.ts';
import { checkBinding, placeBinding } from './binding.ts';
import { checkGpu, explainNoGpu } from './gpu.ts';
import { installRuntime } from './install.ts';
import { progressOn, type Progress } from './progress.ts';
import { recipeFor } from './recipe.ts';

export interface InstallArguments {
  readonly variant: Variant;
  readonly from: string | undefined;
  readonly force: boolean;
}

/** @throws UserError `usage.engine` */
export function parseInstallArguments(args: readonly string[]): InstallArguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { gpu: { type: 'boolean' }, from: { type: 'string' }, force: { type: 'boolean' } },
    });
    const variant = values.gpu ? 'cuda' : 'cpu';
    return { variant, from: values.from, force: values.force ?? false };
  } catch (error) {
    throw new UserError(
      'usage.engine',
      `${error instanceof Error ? error.message : String(error)}\nUse: reslab engine install [--gpu] [--from FOLDER] [--force]`,
    );
  }
}

/**
 * `install [--gpu] [--from FOLDER] [--force]`: puts TensorFlow into the per-user cache and describes
 * it. What is installed already, whole and with the binding of today is only described; `--force` fetches it anew, and installs
 * the CUDA build where no device is.
 */
export async function installCommand(args: readonly string[]): Promise<number> {
  const { variant, from, force } = parseInstallArguments(args);
  const progress = progressOn(process.stderr);
  const target = installFolder(variant);
  const recipe = recipeFor(variant);
  const present = force ? null : readInstallation(target);
  // Where the binding is compiled here, renewing it takes the headers of the wheel.
  if (present && !isOutdated(renewBinding(present))) progress.say(`Installed already: ${target}`);
  else {
    if (variant === 'cuda' && !force) checkGpu();
    checkBinding();
    const prove = (folder: string) => proveFolder(folder, variant, force, progress);
    const options = { engines: enginesFolder(), target, from, progress };
    await installRuntime(recipe, options, { placeBinding, prove });
  }
  const info = await engineInfo();
  printLine(process.stdout, infoText(info).trimEnd());
  return info.tensorflow ? 0 : 3;
}

async function proveFolder(
  folder: string,
  variant: Variant,
  force: boolean,
  progress: Progress,
): Promise<void> {
  const { proof, log } = await probe(folder);
  if (variant !== 'cuda' || proof.engine.gpu) return;
  const reason = explainNoGpu(log);
  if (!force) throw reason;
  progress.say(`Computes on the CPU here: ${reason.message}`);
}
