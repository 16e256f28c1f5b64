import { createRequire } from 'node:module';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { UserError } from '../../base/index.ts';
import type { Engine, EngineSettings } from '../types.ts';
import { registerExplicitPadding } from './explicitPadding.ts';
import { applyEnvironment, runtimeFacts } from './environment.ts';
import { describeProcessor, instructionSets, nvidiaDevices, visibleDevices } from './hardware.ts';
import { findInstallation, type Installation } from './installed.ts';
import { loadFailure } from './loadFailure.ts';
import { renewBinding } from './renew.ts';

const PACKAGE = '@tensorflow/tfjs-node-gpu';

let loaded: Omit<Engine, 'reason'> | undefined;

/**
 * Loads libtensorflow and makes it the backend of `@tensorflow/tfjs`. A library cannot be unloaded:
 * a second call gives the same engine and must ask for the same settings.
 *
 * @throws UserError `engine.missing` when no runtime is installed, `engine.broken` when it does not load.
 */
export async function loadTensorFlow(
  settings: EngineSettings,
  installation: Installation | null = findInstallation(),
): Promise<Omit<Engine, 'reason'>> {
  if (loaded) {
    if (!util.isDeepStrictEqual(loaded.settings, settings))
      throw new Error('TensorFlow is loaded already, with other settings; start a new process');
    await tf.setBackend('tensorflow');
    return loaded;
  }
  if (!installation)
    throw new UserError(
      'engine.missing',
      'TensorFlow is not installed. Run `reslab engine install` (once for this user).',
    );
  applyEnvironment(settings);
  const binding = loadBinding(renewBinding(installation).binding);
  restoreUtil();
  await import('@tensorflow/tfjs-node-gpu/dist/register_all_kernels.js');
  const kernels = await import('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js');
  const backend = new kernels.NodeJSKernelBackend(binding, PACKAGE);
  registerExplicitPadding();
  tf.registerBackend('tensorflow', () => backend, 3);
  if (!(await tf.setBackend('tensorflow')))
    throw new UserError('engine.broken', 'TensorFlow.js did not accept the TensorFlow backend.');
  loaded = describe(binding.TF_Version, backend.isUsingGpuDevice, settings);
  return loaded;
}

type Binding = ConstructorParameters<typeof NodeJSKernelBackend>[0];

function loadBinding(path: string): Binding {
  try {
    return createRequire(import.meta.url)(path) as Binding;
  } catch (error) {
    throw loadFailure(path, error);
  }
}

/** Node 23 removed two functions that tfjs-node 4.22 calls. */
function restoreUtil(): void {
  const target = util as unknown as Record<string, unknown>;
  target['isArray'] ??= Array.isArray;
  target['isNullOrUndefined'] ??= (x: unknown) => x === null || x === undefined;
}

function describe(version: string, gpu: boolean, settings: EngineSettings): typeof loaded & object {
  const all = gpu ? (nvidiaDevices() ?? [{ name: 'GPU' }]) : [];
  const gpus = visibleDevices(all, process.env['CUDA_VISIBLE_DEVICES']);
  return {
    name: 'tensorflow',
    version,
    gpu,
    devices: ['/device:CPU:0', ...gpus.map((_, i) => `/device:GPU:${i}`)],
    device: gpus.map(d => d.name).join(', ') || describeProcessor(settings.threads),
    instructions: instructionSets(),
    settings,
    runtime: runtimeFacts(),
  };
}
