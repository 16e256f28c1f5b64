import { basename } from 'node:path';
import { UserError } from '../../../base/index.ts';
import type { Variant } from '../installed.ts';
import { WHEELS, platformName, type Wheel } from '../pins.ts';

/** What makes a runtime: its wheels and where each wanted entry goes. */
export interface Recipe {
  readonly variant: Variant;
  readonly wheels: readonly Wheel[];
  /** The place of a wheel's entry in the runtime's folder; null for what is not needed. */
  readonly place: (entry: string) => string | null;
}

const TENSORFLOW_LIBRARY = /^tensorflow\/libtensorflow_(?:cc|framework)\.(?:so\.2|2\.dylib)$/;
const CUDA_LIBRARY = /^nvidia\/[^/]+\/lib\/[^/]+\.so[^/]*$/;
const UNUSED_CUDA = /nvblas|cufftw|cusolverMg|\.alt\.so/;

/**
 * libtensorflow_framework looks for the CUDA libraries in `$ORIGIN/../nvidia/<package>/lib`, but not
 * for cuSOLVER's; one flat folder under cuBLAS's name is found for all of them without
 * `LD_LIBRARY_PATH`.
 */
export function placeEntry(entry: string): string | null {
  if (TENSORFLOW_LIBRARY.test(entry)) return entry;
  if (CUDA_LIBRARY.test(entry) && !UNUSED_CUDA.test(entry))
    return `nvidia/cublas/lib/${basename(entry)}`;
  return null;
}

/**
 * The recipe for this machine.
 *
 * @throws UserError `engine.platform` or `engine.gpu-platform` where no wheel has the C library.
 */
export function recipeFor(variant: Variant, platform = platformName()): Recipe {
  const wheels = WHEELS[`${platform}-${variant}`];
  if (wheels) return { variant, wheels, place: placeEntry };
  if (variant === 'cuda')
    throw new UserError(
      'engine.gpu-platform',
      `There is no CUDA build of TensorFlow's C library for ${platform}, only for linux-x64. ${OFFICIAL}`,
    );
  throw new UserError(
    'engine.platform',
    `TensorFlow's C library is not published for ${platform}. ${OFFICIAL} Without it, runs use WebAssembly.`,
  );
}

const OFFICIAL =
  'An official installation is used if there is one: `npm install @tensorflow/tfjs-node@4.22.0` (or ' +
  'tfjs-node-gpu) in a folder, then set RESIDUAL_LAB_TFJS_NODE to its node_modules/@tensorflow/tfjs-node.';
