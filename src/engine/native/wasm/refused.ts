import { UserError } from '../../../base/index.ts';
import { replaceKernel } from '../kernels.ts';

/** Kernels of the backend that give wrong numbers for some shapes and that no layer needs so far. */
const WRONG = ['DepthwiseConv2dNative', 'FusedConv2D', 'FusedDepthwiseConv2D', 'MaxPoolGrad'];

/** Makes them an error, so that nothing that is added later takes wrong numbers from them. */
export function registerRefusals(): void {
  for (const name of WRONG) {
    replaceKernel('wasm', name, () => {
      throw new UserError(
        'engine.unsupported',
        `The engine wasm computes ${name} wrongly for some shapes, so it is not used. ` +
          'Take `--engine tensorflow` (`reslab engine install`) or `--engine cpu`.',
      );
    });
  }
}
