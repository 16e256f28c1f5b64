import { hasBegun, seedsChoice, type CurvesView } from '../../curves/index.ts';
import { nothingPresented, type Presented, type Said } from '../../figures/index.ts';
import type { TrainingRun } from '../contract/present.ts';
import { allBlocks, blockSentence } from './present.blockWords.ts';
import { blockPanels } from './present.blocks.ts';
import { comparedGroup, having, quantitiesOf, type ComparedGroup } from './present.quantities.ts';

/** More than this over each other are unreadable by block. */
const mostGroups = 5;

/** The compared trainings block by block: norms, what studies say of each block, and all of it as a table. */
export function presentByBlock(trainings: readonly TrainingRun[], view: CurvesView): Presented {
  const groups = seedsChoice.groups(trainings.filter(hasBegun), view);
  if (groups.length < 2) return nothingPresented;
  const first = groups.slice(0, mostGroups);
  const quantities = quantitiesOf(first);
  const known = first.flatMap(group => comparedGroup(group, quantities) ?? []);
  const shown = known.filter(({ own }) => own.stages.length === known[0]?.own.stages.length);
  const [one, two] = shown;
  if (one === undefined || two === undefined) return nothingPresented;
  const deepest = shown.reduce((a, b) => (b.own.count > a.own.count ? b : a));
  const row = deepest.own;
  const { figures, tables } = blockPanels(row, shown, quantities);
  const { listed, table } = allBlocks(row, shown, quantities);
  const missing = groups.filter(({ id }) => !shown.some(each => each.id === id));
  return {
    ...nothingPresented,
    figures,
    tables: { ...tables, [listed.data]: table },
    sentences: [
      ...blockSentence(row, shown, quantities),
      ...missingSentence(
        missing.map(({ name }) => name),
        shown,
      ),
    ],
    listed: [listed],
    diagram: { run: deepest.id, blocks: row.count, of: deepest.name },
  };
}

/** What is not in the figures. */
function missingSentence(names: readonly string[], shown: readonly ComparedGroup[]): Said[] {
  const left = names.length - mostGroups;
  const others = [...names.slice(0, mostGroups), ...(left > 0 ? [`${left} more`] : [])].join(', ');
  const costed = new Set(having(shown, { id: 'cost' }).map(({ name }) => name));
  const uncut = shown.map(({ name }) => name).filter(name => !costed.has(name));
  const text = [
    ...(names.length === 0
      ? []
      : [`Not shown by block, for want of norms, of like stages or of room: ${others}.`]),
    ...(uncut.length === 0
      ? []
      : [`What a block costs shows once a lesion of each block has run of ${uncut.join(', ')}.`]),
  ];
  return text.length === 0 ? [] : [{ tone: 'quiet', text: [text.join(' ')] }];
}
