/** What keys of a network mean in run.json, checkpoints and digests from before they existed. */
export const unsaidInNetworks = { padding: 'same' } as const;

/**
 * A network value as run.json or a checkpoint has it, with what it leaves unsaid. Whoever reads one goes
 * through here; nothing else is looked at, so the caller judges whether it is a network at all. It stands
 * here and not in `language`, which the list of runs does without.
 */
export function withUnsaid(network: object): object {
  return { ...unsaidInNetworks, ...network };
}
