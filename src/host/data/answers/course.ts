import { nameOfBlock } from '../../../base/index.ts';
import type { BlockAxis, CourseQuery, Data } from '../../../protocol/index.ts';
import {
  type RunSource,
  bandsOf,
  chainOf,
  columnOfRecord,
  eventsOf,
  joinBlocks,
} from '../../../results/index.ts';
import { unknownNetwork, whyNone } from './blocks.ts';
import { shownLine } from './curves.ts';

/** One block through the steps; before a growth, the block at the same place of its stage. */
export function courseData(query: CourseQuery, find: (id: string) => RunSource): Data {
  const parts = chainOf(find(query.run), find);
  const chain = joinBlocks(parts);
  const { steps } = chain;
  if (steps.length === 0) return { kind: 'none', reason: whyNone(parts) };
  const values = new Float64Array(steps.length);
  const names: string[] = [];
  for (const [first, end] of bandsOf(chain)) {
    const record = chain.at(first);
    const network = chain.network(record);
    if (network === null) return { kind: 'none', reason: unknownNetwork(record) };
    const block = blockAt(network.axis, query.stage, query.place);
    if (block === null)
      return { kind: 'none', reason: `The network has no stage ${query.stage + 1}.` };
    names.push(nameOfBlock(network.axis.blocks, block));
    for (let i = first; i < end; i++)
      values[i] = columnOfRecord(chain.at(i), query.column)[block] ?? NaN;
  }
  const line = { x: Float64Array.from(steps), y: values, length: steps.length };
  return {
    kind: 'course',
    run: query.run,
    line: shownLine(line, { range: null, width: query.width }),
    events: eventsOf(parts, 'step'),
    formerly: names.at(-2) ?? null,
  };
}

/** Index of the block at this place of a stage; rounding may not make it the one before. */
function blockAt({ blocks }: BlockAxis, stage: number, place: number): number | null {
  const count = blocks[stage];
  if (count === undefined) return null;
  const before = blocks.slice(0, stage).reduce((sum, n) => sum + n, 0);
  return before + Math.min(count - 1, Math.max(0, Math.floor(place * count + 1e-6)));
}
