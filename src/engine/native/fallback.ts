import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { UserError } from '../../base/index.ts';
import type { Engine, EngineSettings } from '../types.ts';
import { findAbove } from './folders.ts';
import { describeProcessor, instructionSets } from './hardware.ts';
import { registerWasmKernels, withComplaintsThrown } from './wasm/index.ts';

const WASM_FILE = 'tfjs-backend-wasm-simd.wasm';

/**
 * Makes the WebAssembly backend the backend of `@tensorflow/tfjs`.
 *
 * @throws UserError `engine.wasm` when its files are not found or the backend does not start.
 */
export async function loadWasm(settings: EngineSettings): Promise<Omit<Engine, 'reason'>> {
  const { setWasmPaths, version_wasm } = await import('@tensorflow/tfjs-backend-wasm');
  const file =
    findAbove(WASM_FILE) ??
    findAbove(join('node_modules', '@tensorflow', 'tfjs-backend-wasm', 'dist', WASM_FILE));
  if (!file)
    throw new UserError('engine.wasm', `${WASM_FILE} is not beside the program; install again.`);
  setWasmPaths(`${dirname(file)}/`);
  tf.enableProdMode();
  if (!(await withComplaintsThrown(() => tf.setBackend('wasm'))))
    throw new UserError('engine.wasm', 'The WebAssembly backend of TensorFlow.js does not start.');
  await tf.ready();
  registerWasmKernels();
  return fallback('wasm', version_wasm, settings);
}

/** Makes TensorFlow.js's plain JavaScript backend the backend. Slow; also the oracle of the tests. */
export async function loadCpu(settings: EngineSettings): Promise<Omit<Engine, 'reason'>> {
  // Without it the backend prints an advertisement of tfjs-node at its first use.
  tf.enableProdMode();
  await tf.setBackend('cpu');
  return fallback('cpu', tf.version['tfjs-backend-cpu'], settings);
}

function fallback(
  name: 'wasm' | 'cpu',
  version: string,
  settings: EngineSettings,
): Omit<Engine, 'reason'> {
  return {
    name,
    version,
    gpu: false,
    devices: [name],
    device: `${describeProcessor(1)} (${name === 'wasm' ? 'WebAssembly' : 'JavaScript'})`,
    instructions: instructionSets(),
    settings,
    runtime: {},
  };
}
