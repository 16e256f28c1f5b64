import type { Data, TrainedQuery } from '../../../protocol/index.ts';
import { type RunSource, grownTo, networkOf, recipeOf } from '../../../results/index.ts';
import { networkView } from './networkView.ts';

/** The network that a run trains, grown to so many blocks. */
export function trainedData(
  { run: id, blocks }: TrainedQuery,
  find: (id: string) => RunSource,
): Data {
  const source = find(id);
  const { run } = source;
  const network = networkOf(run);
  const none = (reason: string): Data => ({ kind: 'none', reason });
  if (run === null) return none(source.problem ?? 'The run is not there.');
  if (network === null) return none('The run has no network in its run.json.');
  const grown = blocks === null ? network : grownTo(network, blocks)?.network;
  const name = run.request.network?.name ?? '';
  const view = grown && networkView(name, grown, recipeOf(run)?.batch ?? 1);
  return view ? { kind: 'trained', run: id, ...view } : none('Its network cannot be laid out.');
}
