import type { NetworkValue } from '../../values.ts';

/** What keys mean in run.json, checkpoints and digests from before they existed. */
export const unsaidInNetworks = { padding: 'same' } as const satisfies Partial<NetworkValue>;

/**
 * A network value as run.json or a checkpoint has it, with what it leaves unsaid. Whoever reads one goes
 * through here; nothing else is looked at, so the caller judges whether it is a network at all.
 */
export function storedNetwork(value: object): NetworkValue {
  return { ...unsaidInNetworks, ...value } as NetworkValue;
}
