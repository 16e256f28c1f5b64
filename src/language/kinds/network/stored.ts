import { withUnsaid } from '../../../base/index.ts';
import type { NetworkValue } from '../../values.ts';

/** A network value as run.json or a checkpoint has it, with what it leaves unsaid (`withUnsaid`). */
export function storedNetwork(value: object): NetworkValue {
  return withUnsaid(value) as NetworkValue;
}
